package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.starter.pipelines.PipelineNames;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline to be started.
 *
 * @param id of the pipeline; null: made of the recipe's name and of the idempotency key, or of the
 *     time
 */
record StartBody(
    @Schema(
            description = "The recipe as JSON, or as a text in YAML.",
            types = {"object", "string"},
            requiredMode = RequiredMode.REQUIRED)
        JsonNode recipe,
    @Schema(description = "One of the recipe's targets.") @Nullable String target,
    @Schema(description = "Changes of keys: train.parameters.max_depth=8.")
        @Nullable List<String> set,
    @Schema(
            description = "Id of the pipeline. Default: the recipe's name and more.",
            pattern = PipelineNames.CHOSEN,
            maxLength = PipelineNames.LONGEST)
        @Nullable String id) {

  RecipeBody body() {
    return new RecipeBody(recipe, target, set);
  }
}
