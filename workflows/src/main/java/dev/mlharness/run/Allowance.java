package dev.mlharness.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a budget: a run is stopped by Databricks itself when it has used it up. Both
 * null: there is no limit but the task's own.
 */
public record Allowance(@Nullable Duration time, @Nullable Double dbu) {}
