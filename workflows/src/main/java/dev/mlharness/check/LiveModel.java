package dev.mlharness.check;

import dev.mlharness.access.Access;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param access as whom
 * @param endpoint where it serves; null for batch
 * @param servedModel its name within the endpoint; null: whatever the endpoint serves
 */
public record LiveModel(
    Access access,
    String model,
    String version,
    @Nullable String endpoint,
    @Nullable String servedModel) {}
