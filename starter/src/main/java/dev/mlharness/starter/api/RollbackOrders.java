package dev.mlharness.starter.api;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.OrderedRollback;
import dev.mlharness.promotion.RollbackRequest;
import dev.mlharness.starter.pipelines.PipelineNames;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Orders a rollback without waiting for it. The same order with the same key is given once. */
@Component
public final class RollbackOrders {
  private final TemporalConnection temporal;

  RollbackOrders(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /**
   * @param key of the message that asks for it
   */
  public Ordered order(Caller caller, RollbackRequest request, String key) {
    String id = PipelineNames.ofRequest("rollback-" + request.model(), caller.subject(), key);
    OrderedRollback order =
        temporal
            .client()
            .newWorkflowStub(
                OrderedRollback.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                    .setTaskQueue(TaskQueues.HARNESS)
                    .setTypedSearchAttributes(
                        SearchAttributes.newBuilder()
                            .set(HarnessSearchAttributes.MODEL, request.model())
                            .build())
                    .setStaticSummary(
                        "rollback of %s, ordered by %s".formatted(request.model(), request.by()))
                    .build());
    try {
      WorkflowClient.start(order::run, request);
      return new Ordered(id, request.model(), request.to(), true);
    } catch (WorkflowExecutionAlreadyStarted started) {
      return new Ordered(id, request.model(), request.to(), false);
    }
  }

  /**
   * @param order id of the workflow that sees to it
   * @param fresh false when the same message had ordered it
   */
  public record Ordered(String order, String model, @Nullable String version, boolean fresh) {}
}
