package dev.mlharness.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As which role each stage of a recipe runs. */
public final class StageRoles {
  private StageRoles() {}

  /** By the word of the stage, in order; only stages that the recipe has. */
  public static Map<String, String> of(Recipe recipe) {
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put("resolve", recipe.role());
    add(roles, "train", recipe, recipe.train());
    add(roles, "test", recipe, recipe.test());
    add(roles, "validate", recipe, recipe.validate().task());
    roles.put("register", recipe.role());
    roles.put("deploy", recipe.roleOf(recipe.deploy().role()));
    add(roles, "score", recipe, recipe.deploy().scoring());
    if (recipe.watch() != null) {
      recipe.watch().checks().forEach(check -> add(roles, check, recipe));
    }
    return roles;
  }

  private static void add(Map<String, String> roles, LiveCheck check, Recipe recipe) {
    StageTask run = check.run();
    if (run != null) {
      roles.put("check " + check.title(), recipe.roleOf(run.role()));
    }
  }

  private static void add(
      Map<String, String> roles, String stage, Recipe recipe, @Nullable StageTask task) {
    if (task != null) {
      roles.put(stage, recipe.roleOf(task.role()));
    }
  }
}
