package dev.mlharness.activities.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.recipe.RecipeReader;

/**
 * Reads recipes, and puts the configured names in place of {@code default}.
 *
 * @param defaultRole what the role {@value Workspaces#DEFAULT} stands for
 */
public record NamedRecipes(Workspaces workspaces, String defaultRole) {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} with one line per problem
   */
  public Recipe read(JsonNode document) {
    try {
      return named(RecipeReader.read(document).recipe());
    } catch (RecipeProblems problems) {
      throw Failures.of(
          FailureType.RECIPE_INVALID, "The recipe cannot run:\n" + problems.getMessage());
    }
  }

  /** The same recipe, with the names in their places. */
  public Recipe named(Recipe recipe) {
    return recipe.in(
        workspaces.named(recipe.workspace()).name(),
        recipe.role().equals(Workspaces.DEFAULT) ? defaultRole : recipe.role());
  }
}
