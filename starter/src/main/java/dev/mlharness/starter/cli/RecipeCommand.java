package dev.mlharness.starter.cli;

import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Mixin;

/** A command that hands a recipe over. Nothing is started when the recipe cannot run. */
abstract class RecipeCommand extends Action {
  @Mixin private RecipeArgument argument;
  @Mixin private Connection connection;

  /** Does the work. */
  abstract ExitCode run(Way way, PreparedRecipe recipe);

  @Override
  protected final ExitCode run() {
    PreparedRecipe recipe;
    try {
      recipe = argument.prepare(surroundings());
    } catch (RecipeProblems e) {
      e.problems().forEach(problem -> Errors.tell(console(), "error", argument.file(), problem));
      return ExitCode.USAGE;
    }
    recipe
        .warnings()
        .forEach(warning -> Errors.tell(console(), "warning", argument.file(), warning));
    try (Way way = Way.open(connection, surroundings())) {
      return run(way, recipe);
    }
  }
}
