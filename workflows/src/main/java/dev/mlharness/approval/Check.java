package dev.mlharness.approval;

import org.jspecify.annotations.Nullable;

/**
 * One rule applied to one metric.
 *
 * @param rule as a person would write it, for example {@code at least 0.9}
 * @param value of the candidate; null when it was not logged
 * @param champion value of the champion; null when there is none
 */
public record Check(
    String metric,
    String rule,
    @Nullable Double value,
    @Nullable Double champion,
    boolean passed,
    String message) {}
