package dev.mlharness.recipe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a pipeline may spend in all, repairs and failed attempts included. At least one
 * limit is set.
 *
 * @param dbu in Databricks units, by the rate that the workspace is configured with
 * @param duration of execution, as Databricks tells it
 * @param onExceeded what then happens before another run would begin
 */
public record Budget(@Nullable Double dbu, @Nullable Duration duration, OnExceeded onExceeded) {
  public enum OnExceeded {
    /** Wait for a person to raise it, or to give up. */
    PAUSE,
    /** Drain the ledger and end. */
    ABORT
  }
}
