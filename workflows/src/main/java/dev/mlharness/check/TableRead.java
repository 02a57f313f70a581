package dev.mlharness.check;

import dev.mlharness.access.Access;

/**
 * A table that a model was trained on.
 *
 * @param version the Delta version that it saw
 */
public record TableRead(Access access, String table, String version) {}
