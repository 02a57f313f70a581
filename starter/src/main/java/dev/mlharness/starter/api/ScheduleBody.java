package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.starter.cli.PreparedRecipe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recipe whose schedule is made or changed.
 *
 * @param owner the folder that it is of from now on; null: of the one that it came from, if any
 */
record ScheduleBody(
    @Schema(
            description = "The recipe as JSON, or as a text in YAML.",
            types = {"object", "string"},
            requiredMode = Schema.RequiredMode.REQUIRED)
        JsonNode recipe,
    @Schema(description = "One of the recipe's targets.") @Nullable String target,
    @Schema(description = "Changes of keys: train.parameters.max_depth=8.")
        @Nullable List<String> set,
    @Schema(description = "Whose schedule it is from now on: that of a folder of recipes.")
        @Nullable String owner) {

  PreparedRecipe prepare() {
    return new RecipeBody(recipe, target, set).prepare();
  }

  @Nullable String whose() {
    return Texts.optional("The owner", owner);
  }
}
