package dev.mlharness.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mlharness.access.Access;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param pipeline workflow id of the pipeline
 * @param candidate as it shall be served in the end, with all traffic
 * @param before what is put back
 * @param tags put on an endpoint that is made
 * @param heard occasions of which receivers hear whatever the recipe says
 * @param decided what is asked again just before the aliases move; null: nothing
 */
public record RolloutRequest(
    String pipeline,
    Access access,
    Manifest manifest,
    String endpoint,
    ServedModel candidate,
    BeforeState before,
    Map<String, String> tags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Occasion> heard,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ConfirmQuestion decided) {
  public RolloutRequest {
    tags = Map.copyOf(tags);
    heard = List.copyOf(heard);
  }
}
