package dev.mlharness.pipeline;

import dev.mlharness.approval.Gate;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.Undo;
import dev.mlharness.lineage.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the stages came to so far. A person may go back: then later stages are done anew. */
final class Course {
  /** The outcome on a version that somebody went back before. Nothing serves it. */
  private static final String DROPPED = "dropped";

  private final Map<Stage, Object> results = new EnumMap<>(Stage.class);
  private final Map<Stage, Integer> marks = new EnumMap<>(Stage.class);
  private final Ledger ledger;
  private final Progress progress;
  private final Gate gate;

  Course(Ledger ledger, Progress progress, Gate gate) {
    this.ledger = ledger;
    this.progress = progress;
    this.gate = gate;
  }

  /** The result of a stage; its work is done when there is none. */
  @SuppressWarnings("unchecked") // Whoever asks for a stage's result is who gives its work.
  <T> T once(Stage stage, Supplier<T> work) {
    if (!results.containsKey(stage)) {
      marks.putIfAbsent(stage, ledger.mark());
      results.put(stage, work.get());
    }
    return (T) Objects.requireNonNull(results.get(stage));
  }

  /**
   * The same candidate is judged anew, and must be decided on anew.
   *
   * @param judge is told whether the candidate was tested
   */
  void judgedAgain(Function<Boolean, Judgement> judge) {
    Judgement judgement =
        judge.apply((Boolean) Objects.requireNonNull(results.get(Stage.TEST), "it was tested"));
    results.put(Stage.VALIDATE, judgement);
    results.remove(Stage.APPROVE);
  }

  /**
   * Forgets the results from a stage on. What they changed is undone; what could not be is tried
   * again at the end of the pipeline.
   */
  void backTo(Stage stage) {
    progress.running("what was done since " + stage.word() + " to be undone");
    ledger.drain(
        marks.getOrDefault(stage, ledger.mark()),
        new Undo(Map.of(Tags.OUTCOME, DROPPED), progress::ended));
    results.keySet().removeIf(done -> done.compareTo(stage) >= 0);
    marks.keySet().removeIf(done -> done.compareTo(stage) >= 0);
    gate.forget();
    progress.wentBack(stage);
  }
}
