package dev.mlharness.activities.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.recipe.Reproduction;

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
    return Reproduction.isOne(document)
        ? named(reproduction(document).manifest().recipe())
        : readRecipe(document);
  }

  /**
   * The version that shall be reproduced, as it was recorded.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} saying what is wrong
   */
  static Reproduction reproduction(JsonNode document) {
    try {
      return Reproduction.read(document);
    } catch (IllegalArgumentException e) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "This is no reproduction of a version: %s. Start it with ./harness reproduce MODEL/VERSION."
              .formatted(e.getMessage()));
    }
  }

  private Recipe readRecipe(JsonNode document) {
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
