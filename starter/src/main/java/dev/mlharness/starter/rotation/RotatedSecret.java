package dev.mlharness.starter.rotation;

import dev.mlharness.secret.SecretSummary;

/** A secret that is rotated, as it is now, with its latest rotation and the next. */
public record RotatedSecret(SecretSummary secret, RotationView rotation) {}
