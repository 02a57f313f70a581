package dev.mlharness.starter.way;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.cli.Starting;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.pipelines.PipelineNames;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.jspecify.annotations.Nullable;

/** Starts a pipeline as a workflow, signed where a desk is named. */
final class TemporalStart {
  private final Temporal temporal;
  private final Surroundings surroundings;

  TemporalStart(Temporal temporal, Surroundings surroundings) {
    this.temporal = temporal;
    this.surroundings = surroundings;
  }

  Pipelines.Started of(PreparedRecipe recipe, @Nullable String id, Person person) {
    String name = recipe.recipe().metadata().name();
    String pipeline = id == null ? PipelineNames.fresh(name) : PipelineNames.chosen(id);
    WorkflowOptions options =
        options(recipe, pipeline, person).toBuilder()
            .setStaticSummary(recipe.summary())
            .setWorkflowId(pipeline)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .build();
    TrainValidateDeploy workflow =
        temporal.client().newWorkflowStub(TrainValidateDeploy.class, options);
    WorkflowClient.start(workflow::run, recipe.document());
    return new Pipelines.Started(
        pipeline,
        name,
        recipe.recipe().model(),
        temporal.page(pipeline).orElse(null),
        temporal.hasWorker(TaskQueues.HARNESS));
  }

  private WorkflowOptions options(PreparedRecipe recipe, String pipeline, Person person) {
    return SignedStart.get(surroundings, recipe.document(), Scope.PIPELINE, pipeline)
        .map(signed -> Starting.options(recipe.recipe(), signed, retrains(recipe)))
        .orElseGet(() -> Starting.options(recipe.recipe(), person.name(surroundings)));
  }

  /** What the watch starts later is in the name of whoever starts this. */
  private @Nullable SignedStart retrains(PreparedRecipe recipe) {
    return recipe.retrains()
        ? SignedStart.get(
                surroundings, recipe.document(), Scope.SCHEDULE, recipe.recipe().metadata().name())
            .orElse(null)
        : null;
  }
}
