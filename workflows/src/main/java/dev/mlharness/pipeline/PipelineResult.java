package dev.mlharness.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mlharness.comparison.Reproduced;
import dev.mlharness.registry.ModelVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline leaves.
 *
 * @param reason one sentence, for people
 * @param reproduced metrics then and now; null unless it reproduced a version
 */
public record PipelineResult(
    Outcome outcome,
    String reason,
    @Nullable String digest,
    @Nullable ModelVersion version,
    @Nullable String endpointUrl,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reproduced reproduced) {

  /** Of a pipeline that reproduced nothing. */
  public PipelineResult(
      Outcome outcome,
      String reason,
      @Nullable String digest,
      @Nullable ModelVersion version,
      @Nullable String endpointUrl) {
    this(outcome, reason, digest, version, endpointUrl, null);
  }
}
