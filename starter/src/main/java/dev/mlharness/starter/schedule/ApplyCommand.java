package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.RecipeArgument;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Way;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    description =
        "Makes or changes the schedule of a recipe, or those of all recipes of a folder. A paused"
            + " one stays paused.")
final class ApplyCommand extends Action {
  @Mixin private RecipeArgument argument;
  @Mixin private Connection connection;
  @Mixin private Person person;

  @Option(
      names = "--prune",
      description = "Of a folder: deletes schedules that came from it and have left it.")
  private boolean prune;

  @Option(names = "--yes", description = "Of a folder: does what the plan says without asking.")
  private boolean yes;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description =
          "Of a folder: whose schedules they are. Default: its git repository, and its place"
              + " there.")
  private @Nullable String owner;

  @Override
  protected ExitCode run() {
    if (RecipeFolder.isOne(argument, surroundings())) {
      return folder(RecipeFolder.of(argument, surroundings()));
    }
    if (prune || yes || owner != null) {
      throw CommandFailure.usage(
          "--prune, --yes and --owner are for a folder of recipes, and %s is none"
              .formatted(argument.file()),
          "name the folder");
    }
    Optional<PreparedRecipe> recipe = argument.prepareOrTell(surroundings(), console());
    return recipe.isEmpty() ? ExitCode.USAGE : single(recipe.get());
  }

  private ExitCode single(PreparedRecipe recipe) {
    ScheduleBook.mustHaveOne(recipe);
    try (Way way = Way.open(connection, surroundings())) {
      ScheduleView view = way.schedules().keep(recipe, person);
      if (json()) {
        console().json(view);
      } else {
        view.lines().forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }

  private ExitCode folder(RecipeFolder folder) {
    String whose = owner == null ? folder.owner() : owner;
    Optional<List<Wanted>> wanted = folder.wanted(surroundings(), console());
    if (wanted.isEmpty()) {
      return ExitCode.USAGE;
    }
    try (Way way = Way.open(connection, surroundings())) {
      FolderApply apply = new FolderApply(way.schedules().folder(person), whose, wanted.get());
      FolderPlan plan = apply.plan(prune);
      return new FolderTalk(console(), json(), whose).reconcile(plan, yes, apply);
    }
  }
}
