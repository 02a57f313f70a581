package dev.mlharness.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import org.jspecify.annotations.Nullable;

/**
 * Where a trace begins: an endpoint, or a model at a version or alias (default {@code champion}).
 *
 * @param workspace null: the worker's default workspace
 */
public record TraceTarget(
    @Nullable String workspace,
    @Nullable String endpoint,
    @Nullable String model,
    @Nullable String version,
    @Nullable String alias) {
  public TraceTarget {
    if ((endpoint == null) == (model == null)) {
      throw new IllegalArgumentException("a trace begins at an endpoint or at a model");
    }
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  public static TraceTarget of(JsonNode document) {
    return Payloads.mapper().convertValue(document, TraceTarget.class);
  }

  /** As JSON, the same for equal targets. */
  public JsonNode document() {
    return Payloads.mapper().valueToTree(this);
  }
}
