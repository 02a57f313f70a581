package dev.mlharness.identity;

import org.jspecify.annotations.Nullable;

/**
 * Which chains to walk.
 *
 * @param workspace null: of all workspaces
 * @param role null: of all roles
 */
public record IdentityQuestion(@Nullable String workspace, @Nullable String role) {}
