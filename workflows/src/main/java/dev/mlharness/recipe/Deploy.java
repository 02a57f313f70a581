package dev.mlharness.recipe;

import org.jspecify.annotations.Nullable;

/**
 * How an approved candidate goes live: behind a serving endpoint, or as an alias only (batch).
 *
 * @param serving null for batch
 * @param role of this stage, if not the recipe's
 * @param batch what else there is to an alias; null: nothing
 */
public record Deploy(@Nullable Serving serving, @Nullable String role, @Nullable Batch batch) {

  public Deploy(@Nullable Serving serving, @Nullable String role) {
    this(serving, role, null);
  }

  /** The job that scores with the new champion; null when none is to be run. */
  public @Nullable StageTask scoring() {
    return batch == null ? null : batch.job();
  }

  /**
   * @param job run once the alias names the candidate; null: none
   */
  public record Batch(@Nullable StageTask job) {}

  public record Serving(String endpoint, String workloadSize, boolean scaleToZero) {}
}
