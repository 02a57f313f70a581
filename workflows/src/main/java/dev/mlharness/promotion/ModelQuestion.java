package dev.mlharness.promotion;

import org.jspecify.annotations.Nullable;

/**
 * Where is a model, and as whom does the harness look at it?
 *
 * @param workspace null: the worker's default workspace
 * @param role null: the worker's default role
 */
public record ModelQuestion(@Nullable String workspace, @Nullable String role) {}
