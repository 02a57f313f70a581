package dev.mlharness.starter.cli;

import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import picocli.CommandLine.Mixin;

/** A command that hands a recipe to Temporal. Nothing is started when the recipe cannot run. */
public abstract class RecipeAction extends Action {
  @Mixin private RecipeArgument argument;
  @Mixin private Connection connection;

  /** Does the work. */
  protected abstract ExitCode run(Temporal temporal, PreparedRecipe recipe);

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
    try (Temporal temporal = connection.open(surroundings())) {
      return run(temporal, recipe);
    }
  }
}
