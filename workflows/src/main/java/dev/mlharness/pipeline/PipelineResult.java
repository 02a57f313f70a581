package dev.mlharness.pipeline;

import dev.mlharness.registry.ModelVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline leaves.
 *
 * @param reason one sentence, for people
 */
public record PipelineResult(
    Outcome outcome,
    String reason,
    @Nullable String digest,
    @Nullable ModelVersion version,
    @Nullable String endpointUrl) {}
