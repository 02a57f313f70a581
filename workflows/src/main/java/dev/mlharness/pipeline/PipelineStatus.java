package dev.mlharness.pipeline;

import dev.mlharness.approval.Decision;
import dev.mlharness.registry.ModelVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a pipeline stands.
 *
 * @param waitingFor one sentence: what must happen next, and who can make it happen
 * @param decisions those that count
 * @param notes what was ignored, and why: late, repeated or unfounded decisions
 * @param gateDeadline when the open gate times out
 * @param held where it waits for a person to mend it; null when it does not
 * @param spent what its runs have used of the recipe's budget; null when it has none
 */
public record PipelineStatus(
    @Nullable String recipe,
    @Nullable String model,
    @Nullable String digest,
    Stage stage,
    State state,
    String waitingFor,
    List<StageRun> runs,
    @Nullable ModelVersion candidate,
    List<Decision> decisions,
    List<String> notes,
    @Nullable Instant gateDeadline,
    @Nullable PipelineResult result,
    @Nullable Held held,
    @Nullable Spent spent) {
  public PipelineStatus {
    runs = List.copyOf(runs);
    decisions = List.copyOf(decisions);
    notes = List.copyOf(notes);
  }

  public enum State {
    RUNNING,
    /** A gate is open. */
    WAITING,
    /** A stage failed; a person can retry, skip or abort. */
    HELD,
    PAUSED,
    ENDED
  }

  /**
   * One attempt of a stage.
   *
   * @param outcome null while it runs
   */
  public record StageRun(
      Stage stage,
      int attempt,
      long runId,
      String url,
      @Nullable String outcome,
      @Nullable String message) {}
}
