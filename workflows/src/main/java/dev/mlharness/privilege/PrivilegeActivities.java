package dev.mlharness.privilege;

import dev.mlharness.access.Unaudited;
import dev.mlharness.recipe.Recipe;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Reads only, as each role of the recipe in turn. */
@ActivityInterface
public interface PrivilegeActivities {

  /**
   * Compares what the roles of a recipe may do in its workspace with what the recipe touches.
   *
   * @param recipe with the names that {@code default} stands for
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} for an unknown workspace
   *     or role, {@code ACCESS_DENIED} when a role cannot even say who it is, {@code UNAVAILABLE}
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "ComparePrivileges")
  PrivilegeReport compare(Recipe recipe);
}
