package dev.mlharness.starter.cli;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Way;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** A command that hands a recipe over. Nothing is started when the recipe cannot run. */
abstract class RecipeCommand extends Action {
  @Mixin private RecipeArgument argument;
  @Mixin private Connection connection;

  /** Does the work. */
  abstract ExitCode run(Way way, PreparedRecipe recipe);

  @Override
  protected final ExitCode run() {
    Optional<PreparedRecipe> recipe = argument.prepareOrTell(surroundings(), console());
    if (recipe.isEmpty()) {
      return ExitCode.USAGE;
    }
    try (Way way = Way.open(connection, surroundings())) {
      return run(way, recipe.get());
    }
  }
}
