package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Pipelines.Started;
import dev.mlharness.starter.way.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "run", description = "Starts a pipeline of a recipe.")
final class RunCommand extends RecipeCommand {
  @Mixin private Person person;

  @Option(
      names = "--wait",
      description = "Waits for the end; the exit code says which. Stops waiting when held.")
  private boolean wait;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Id of the pipeline: letters, digits, '.', '_', '-'. Default: the recipe's name, the time and 4 digits.")
  private @Nullable String id;

  @Mixin private Junit junit;

  @Override
  ExitCode run(Way way, PreparedRecipe recipe) {
    if (junit.isWanted() && !wait) {
      throw CommandFailure.usage("--junit tells how it ended", "add --wait");
    }
    Pipelines pipelines = way.pipelines();
    Started started = pipelines.start(recipe, id, person);
    Begun begun = new Begun(console(), pipelines, started, json());
    return wait
        ? begun.end(status -> junit.write(surroundings(), pipelines, started.pipeline(), status))
        : begun.told();
  }
}
