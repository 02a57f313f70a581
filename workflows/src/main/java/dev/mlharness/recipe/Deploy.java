package dev.mlharness.recipe;

import org.jspecify.annotations.Nullable;

/**
 * How an approved candidate goes live: behind a serving endpoint, or as an alias only (batch).
 *
 * @param serving null for batch
 * @param role of this stage, if not the recipe's
 */
public record Deploy(@Nullable Serving serving, @Nullable String role) {

  public record Serving(String endpoint, String workloadSize, boolean scaleToZero) {}
}
