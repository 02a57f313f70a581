package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.Outcomes;
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
      description = "Id of the pipeline. Default: the recipe's name, the time and 4 digits.")
  private @Nullable String id;

  @Mixin private Junit junit;

  @Override
  ExitCode run(Way way, PreparedRecipe recipe) {
    if (junit.isWanted() && !wait) {
      throw CommandFailure.usage("--junit tells how it ended", "add --wait");
    }
    Pipelines pipelines = way.pipelines();
    Started started = pipelines.start(recipe, id, person);
    if (!started.worker()) {
      console().warn("no worker takes work yet; the pipeline begins when one does");
    }
    return wait ? follow(pipelines, started) : answer(started);
  }

  private ExitCode answer(Started started) {
    if (json()) {
      console()
          .json(
              new Answered(started.pipeline(), started.recipe(), started.model(), started.page()));
    } else {
      console().print("started " + started.pipeline());
      if (started.page() != null) {
        console().print(started.page());
      }
      console().print("next: ./harness watch " + started.pipeline());
    }
    return ExitCode.DONE;
  }

  private ExitCode follow(Pipelines pipelines, Started started) {
    console().tell("started " + started.pipeline());
    PipelineStatus status =
        new Follower(console(), pipelines, started.pipeline())
            .until(now -> now.state() == State.ENDED || now.state() == State.HELD);
    junit.write(surroundings(), pipelines, started.pipeline(), status);
    new Answer(console(), started.pipeline(), started.page()).give(status, json());
    return status.result() == null ? ExitCode.REJECTED_OR_HELD : Outcomes.exitCode(status.result());
  }

  private record Answered(String pipeline, String recipe, String model, @Nullable String page) {}
}
