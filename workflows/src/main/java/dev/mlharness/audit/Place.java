package dev.mlharness.audit;

import org.jspecify.annotations.Nullable;

/**
 * Where it happened.
 *
 * @param workspace null: in none
 * @param pipeline the workflow id; null: outside of any workflow
 * @param stage null: outside of any stage
 */
public record Place(
    @Nullable String workspace, @Nullable String pipeline, @Nullable String stage) {}
