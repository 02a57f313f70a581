package dev.mlharness.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that wants to begin.
 *
 * @param document the recipe as it was handed in
 * @param pipeline the workflow id
 * @param execution Temporal's id of the first execution, which a reset keeps
 * @param startedAt when Temporal took the start
 * @param initiator who started it, as they say; a claim
 * @param proof the signed start; null: none
 */
public record PipelineStart(
    JsonNode document,
    String pipeline,
    String execution,
    Instant startedAt,
    @Nullable String initiator,
    @Nullable String proof) {}
