package dev.mlharness.rollout;

import dev.mlharness.access.Access;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.Map;

/**
 * @param pipeline workflow id of the pipeline
 * @param candidate as it shall be served in the end, with all traffic
 * @param before what is put back
 * @param tags put on an endpoint that is made
 */
public record RolloutRequest(
    String pipeline,
    Access access,
    Manifest manifest,
    String endpoint,
    ServedModel candidate,
    BeforeState before,
    Map<String, String> tags) {
  public RolloutRequest {
    tags = Map.copyOf(tags);
  }
}
