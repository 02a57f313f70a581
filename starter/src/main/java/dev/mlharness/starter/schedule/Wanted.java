package dev.mlharness.starter.schedule;

import dev.mlharness.recipe.Digest;
import dev.mlharness.starter.cli.PreparedRecipe;

/**
 * A recipe of a folder that has a schedule.
 *
 * @param file where it was found
 */
record Wanted(String file, PreparedRecipe recipe) {

  String schedule() {
    return recipe.recipe().metadata().name();
  }

  String model() {
    return recipe.recipe().model();
  }

  /** Of all that the schedule is made of. */
  String digest() {
    return digest(recipe);
  }

  static String digest(PreparedRecipe recipe) {
    return Digest.of(recipe.document());
  }
}
