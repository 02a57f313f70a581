package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an approved candidate goes live: behind a serving endpoint, or as an alias only (batch).
 *
 * @param serving null for batch
 * @param role of this stage, if not the recipe's
 * @param steps on the way to all traffic; empty: all at once
 * @param bake how long after the last step the way back stays open; null: not at all
 * @param onFailure what a check that is not kept does; null: roll back
 * @param batch what else there is to an alias; null: nothing
 */
public record Deploy(
    @Nullable Serving serving,
    @Nullable String role,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeployStep> steps,
    @Nullable Duration bake,
    @Nullable OnFailure onFailure,
    @Nullable Batch batch) {
  public Deploy {
    steps = List.copyOf(steps);
  }

  /** All traffic at once. */
  public Deploy(@Nullable Serving serving, @Nullable String role) {
    this(serving, role, List.of(), null, null, null);
  }

  /** Whether a check that is not kept waits for a person. */
  public boolean holds() {
    return onFailure == OnFailure.HOLD;
  }

  /** The job that scores with the new champion; null when none is to be run. */
  public @Nullable StageTask scoring() {
    return batch == null ? null : batch.job();
  }

  /** What a check that is not kept does to a rollout. */
  public enum OnFailure {
    /** Put everything back. */
    ROLLBACK,
    /** Wait for {@code resume}, {@code promote} or {@code abort}. */
    HOLD
  }

  /**
   * @param job run once the alias names the candidate; null: none
   */
  public record Batch(@Nullable StageTask job) {}

  public record Serving(String endpoint, String workloadSize, boolean scaleToZero) {}
}
