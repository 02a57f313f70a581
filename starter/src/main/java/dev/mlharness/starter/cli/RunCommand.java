package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.pipelines.PipelineNames;
import dev.mlharness.starter.report.Outcomes;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "run", description = "Starts a pipeline of a recipe.")
final class RunCommand extends RecipeAction {
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

  @Override
  protected ExitCode run(Temporal temporal, PreparedRecipe recipe) {
    String pipeline = id == null ? PipelineNames.fresh(recipe.recipe().metadata().name()) : id;
    WorkflowOptions options =
        options(recipe, pipeline).toBuilder()
            .setWorkflowId(pipeline)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .build();
    TrainValidateDeploy workflow =
        temporal.client().newWorkflowStub(TrainValidateDeploy.class, options);
    WorkflowClient.start(workflow::run, recipe.document());
    if (!temporal.hasWorker(TaskQueues.HARNESS)) {
      console().warn("no worker takes work yet; the pipeline begins when one does");
    }
    return wait ? follow(temporal, pipeline) : started(temporal, pipeline, recipe);
  }

  private WorkflowOptions options(PreparedRecipe recipe, String pipeline) {
    return SignedStart.get(surroundings(), recipe.document(), Scope.PIPELINE, pipeline)
        .map(signed -> Starting.options(recipe.recipe(), signed, retrains(recipe)))
        .orElseGet(() -> Starting.options(recipe.recipe(), person.name(surroundings())));
  }

  /** What the watch starts later is in the name of whoever starts this. */
  private @Nullable SignedStart retrains(PreparedRecipe recipe) {
    return recipe.retrains()
        ? SignedStart.get(
                surroundings(),
                recipe.document(),
                Scope.SCHEDULE,
                recipe.recipe().metadata().name())
            .orElse(null)
        : null;
  }

  private ExitCode started(Temporal temporal, String pipeline, PreparedRecipe recipe) {
    String page = temporal.page(pipeline).orElse(null);
    if (json()) {
      console()
          .json(
              new Started(
                  pipeline, recipe.recipe().metadata().name(), recipe.recipe().model(), page));
    } else {
      console().print("started " + pipeline);
      if (page != null) {
        console().print(page);
      }
      console().print("next: ./harness watch " + pipeline);
    }
    return ExitCode.DONE;
  }

  private ExitCode follow(Temporal temporal, String pipeline) {
    console().tell("started " + pipeline);
    PipelineStatus status =
        new Follower(console(), temporal, pipeline)
            .until(now -> now.state() == State.ENDED || now.state() == State.HELD);
    new Answer(console(), temporal, pipeline).give(status, json());
    return status.result() == null ? ExitCode.REJECTED_OR_HELD : Outcomes.exitCode(status.result());
  }

  private record Started(String pipeline, String recipe, String model, @Nullable String page) {}
}
