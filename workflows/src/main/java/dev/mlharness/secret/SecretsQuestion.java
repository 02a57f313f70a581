package dev.mlharness.secret;

import org.jspecify.annotations.Nullable;

/**
 * Which secrets to look at.
 *
 * @param secret null: all
 */
public record SecretsQuestion(@Nullable String secret) {}
