package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import org.jspecify.annotations.Nullable;

/**
 * A person makes a model known that is in production already.
 *
 * @param access as whom the harness looks, and later rolls back
 * @param endpoint where it serves; null: nowhere, it is a batch model
 */
public record AdoptOrder(
    Access access,
    String version,
    @Nullable String endpoint,
    String by,
    @Nullable String comment) {}
