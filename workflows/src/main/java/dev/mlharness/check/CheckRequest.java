package dev.mlharness.check;

import dev.mlharness.recipe.LiveCheck;

/** One measurement to be made. */
public record CheckRequest(LiveModel live, LiveCheck check) {}
