package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.recipe.CheckedRecipe;
import dev.mlharness.recipe.Edit;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.starter.cli.PreparedRecipe;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A recipe that a request is about.
 *
 * @param recipe the document, as JSON, or as a text in YAML
 * @param target one of its targets; null: the one it chooses, if any
 * @param set changes of keys, {@code train.parameters.max_depth=8}; null: none
 */
public record RecipeBody(
    @Schema(
            description = "The recipe as JSON, or as a text in YAML.",
            types = {"object", "string"},
            requiredMode = RequiredMode.REQUIRED)
        JsonNode recipe,
    @Schema(description = "One of the recipe's targets.") @Nullable String target,
    @Schema(description = "Changes of keys: train.parameters.max_depth=8.")
        @Nullable List<String> set) {

  /**
   * @throws dev.mlharness.recipe.RecipeProblems when it cannot run
   */
  public PreparedRecipe prepare() {
    if (recipe == null || !(recipe.isObject() || recipe.isTextual())) {
      throw new Refused(
          HttpStatus.BAD_REQUEST,
          "'recipe' is missing: the document as JSON, or as a text in YAML.");
    }
    String text = recipe.isTextual() ? recipe.asText() : recipe.toString();
    CheckedRecipe merged = RecipeReader.read(text, target, edits());
    // Again, as the worker will read it: away from the place where it was written.
    RecipeReader.read(merged.document());
    return new PreparedRecipe(merged.recipe(), merged.document(), merged.warnings());
  }

  private List<Edit> edits() {
    try {
      return set == null ? List.of() : set.stream().map(Edit::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new Refused(HttpStatus.BAD_REQUEST, "set: " + e.getMessage());
    }
  }
}
