package dev.mlharness.rollout;

import dev.mlharness.approval.Remark;
import dev.mlharness.rollout.Instruction.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people have told a rollout, and what of it is still to be carried out. */
final class Steering {
  private final List<Instruction> unrecorded = new ArrayList<>();
  private boolean paused;
  private boolean held;
  private boolean answered;
  private boolean promoted;
  private boolean ended;
  private @Nullable Instruction aborted;

  /** Why an instruction has no meaning now; empty: it has. */
  Optional<String> refusal(Instruction instruction) {
    if (ended) {
      return Optional.of("the rollout has ended");
    }
    if (aborted != null) {
      return Optional.of("the rollout is being put back: " + aborted.sentence());
    }
    return switch (instruction.action()) {
      case PAUSE -> paused ? Optional.of("it is paused already") : Optional.empty();
      case RESUME ->
          paused || held ? Optional.empty() : Optional.of("it is neither paused nor held");
      case PROMOTE, ABORT -> Optional.empty();
    };
  }

  /** Takes an instruction that has a meaning. */
  void take(Instruction instruction) {
    unrecorded.add(instruction);
    switch (instruction.action()) {
      case PAUSE -> paused = true;
      case RESUME -> {
        paused = false;
        answered = true;
      }
      case PROMOTE -> {
        paused = false;
        promoted = true;
      }
      case ABORT -> aborted = instruction;
    }
  }

  /** Whether a wait must end before its time. */
  boolean interrupts() {
    return promoted || aborted != null;
  }

  /** Whether nothing keeps the next step from beginning. */
  boolean mayGo() {
    return !paused || interrupts();
  }

  boolean paused() {
    return paused;
  }

  /** A person is asked. */
  void hold(boolean asked) {
    held = asked;
    answered = false;
  }

  /** Whether a person who was asked has said something. */
  boolean isAnswered() {
    return answered || interrupts();
  }

  /** Whether somebody promoted since this was last asked. */
  boolean takePromotion() {
    boolean asked = promoted;
    promoted = false;
    return asked;
  }

  @Nullable Instruction aborted() {
    return aborted;
  }

  /** Nothing that is said from now on has a meaning. */
  void end() {
    ended = true;
  }

  /** What was said since this was last asked. */
  List<Instruction> takeUnrecorded() {
    List<Instruction> taken = List.copyOf(unrecorded);
    unrecorded.clear();
    return taken;
  }

  static Instruction of(Action action, @Nullable Remark remark) {
    return remark == null
        ? new Instruction(action, null, null)
        : new Instruction(action, remark.by(), remark.comment());
  }
}
