package dev.mlharness.rollout;

import dev.mlharness.rollout.RolloutStatus.State;
import dev.mlharness.rollout.RolloutStatus.StepStatus;
import dev.mlharness.rollout.RolloutStatus.StepStatus.Mark;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rollout shows of itself: its status, and the current details in the Temporal UI. */
final class Board {
  private static final int NOTES_KEPT = 40;

  private final RolloutRequest request;
  private final Live live;
  private final List<StepStatus> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private State state = State.RUNNING;
  private String waitingFor = "its first step";
  private @Nullable Instant until;
  private @Nullable RolloutResult result;

  Board(RolloutRequest request, Course course, Live live) {
    this.request = request;
    this.live = live;
    course.legs().forEach(leg -> steps.add(new StepStatus(leg.title(), Mark.PENDING, null)));
  }

  /** From now on this step; those before it are done, or were left out. */
  void at(int leg, Leg what) {
    for (int i = 0; i < leg; i++) {
      Mark mark = steps.get(i).mark();
      if (mark != Mark.DONE) {
        mark(i, Mark.SKIPPED, steps.get(i).note());
      }
    }
    mark(leg, Mark.CURRENT, steps.get(leg).note());
    show(State.RUNNING, what.title(), null);
  }

  void done(int leg) {
    mark(leg, Mark.DONE, steps.get(leg).note());
    render();
  }

  /** What was found at a step. */
  void found(int leg, String note) {
    mark(leg, steps.get(leg).mark(), note);
    render();
  }

  void waits(String what, Instant end) {
    show(State.RUNNING, what, end);
  }

  void paused() {
    show(State.PAUSED, "resume, promote or abort", null);
  }

  void held(int leg, String reason, Instant end) {
    mark(leg, Mark.FAILED, reason);
    show(State.HELD, reason + ". Answer with resume (measure again), promote or abort", end);
  }

  void returns(int leg, String reason) {
    if (leg < steps.size()) {
      mark(leg, Mark.FAILED, reason);
    }
    show(State.RETURNING, "everything to be as it was before", null);
  }

  void ended(RolloutResult end) {
    result = end;
    show(State.ENDED, "nothing", null);
  }

  void note(String note) {
    notes.add(note);
    if (notes.size() > NOTES_KEPT) {
      notes.remove(0);
    }
    render();
  }

  RolloutStatus status() {
    return new RolloutStatus(
        request.candidate().model(),
        request.candidate().version(),
        request.before().champion(),
        request.endpoint(),
        state,
        live.weight(),
        waitingFor,
        until,
        steps,
        notes,
        result);
  }

  private void mark(int leg, Mark mark, @Nullable String note) {
    steps.set(leg, new StepStatus(steps.get(leg).what(), mark, note));
  }

  private void show(State now, String next, @Nullable Instant end) {
    state = now;
    waitingFor = next;
    until = end;
    render();
  }

  private void render() {
    Workflow.setCurrentDetails(RolloutDetails.of(request.pipeline(), status()));
  }
}
