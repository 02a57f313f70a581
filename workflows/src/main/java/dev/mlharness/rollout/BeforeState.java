package dev.mlharness.rollout;

import dev.mlharness.serving.EndpointConfig;
import org.jspecify.annotations.Nullable;

/**
 * How everything was before a rollout, exactly.
 *
 * @param endpoint null: there was no endpoint
 * @param champion the version that people compared with; null: there was none
 * @param previous the version that was champion before it; null: there was none
 */
public record BeforeState(
    @Nullable EndpointConfig endpoint, @Nullable String champion, @Nullable String previous) {}
