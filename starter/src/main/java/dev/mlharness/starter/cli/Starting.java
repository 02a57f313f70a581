package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.recipe.Recipe;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Map;

/** How pipelines are started, by a person and by a schedule. */
public final class Starting {
  private Starting() {}

  /** All but the id. */
  public static WorkflowOptions options(Recipe recipe, String initiator) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.HARNESS)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setMemo(Map.of(TrainValidateDeploy.INITIATOR, initiator))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(HarnessSearchAttributes.MODEL, recipe.model())
                .build())
        .setStaticSummary(
            "recipe " + recipe.metadata().name() + ": train, validate and deploy " + recipe.model())
        .build();
  }
}
