package dev.mlharness.secret;

import dev.mlharness.access.Access;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is rotated, as it is now.
 *
 * @param principal application id of its service principal
 * @param current id of the secret that readers of the store find; null: none, or one of unknown id
 * @param secrets how many the principal has
 * @param problem why the above could not be seen; null: it could
 */
public record SecretSummary(
    String secret,
    Access access,
    String principal,
    String store,
    Duration overlap,
    @Nullable String current,
    @Nullable Instant created,
    @Nullable Instant expires,
    int secrets,
    @Nullable String problem) {}
