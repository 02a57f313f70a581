package dev.mlharness.starter.schedule;

import org.jspecify.annotations.Nullable;

/**
 * A schedule that is there, as far as it matters to whom it belongs.
 *
 * @param pipelines whether it starts pipelines; others are of upkeep
 */
public record Present(@Nullable String model, boolean pipelines, Mark mark) {}
