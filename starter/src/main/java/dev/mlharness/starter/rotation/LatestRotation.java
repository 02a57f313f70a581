package dev.mlharness.starter.rotation;

import dev.mlharness.identity.rotation.RotationResult;
import org.jspecify.annotations.Nullable;

/**
 * The rotation of a secret that was started last.
 *
 * @param rotation id of its workflow
 * @param result null: it is under way, or failed
 * @param failure why it failed; null: it did not
 */
public record LatestRotation(
    String secret, String rotation, @Nullable RotationResult result, @Nullable String failure) {}
