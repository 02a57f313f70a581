package dev.mlharness.activities.admission;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.start.UsedStart;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.util.Map;

/**
 * Remembers by a mark in Temporal, which keeps it for the namespace's retention: a day at least,
 * where a signed start counts for minutes.
 */
public final class MarkedStarts implements UsedStarts {
  private final WorkflowClient temporal;

  public MarkedStarts(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  @Override
  public boolean use(String id, String execution) {
    try {
      return mark(UsedStart.idOf(id), execution);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Temporal could not note down that the signed start is used. It is tried again.");
    }
  }

  private boolean mark(String mark, String execution) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(mark)
            .setTaskQueue(TaskQueues.HARNESS)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .setMemo(Map.of(UsedStart.EXECUTION, execution))
            .setStaticSummary("a signed start has been used")
            .build();
    try {
      WorkflowClient.start(temporal.newWorkflowStub(UsedStart.class, options)::mark);
      return true;
    } catch (WorkflowExecutionAlreadyStarted used) {
      return execution.equals(
          temporal
              .newUntypedWorkflowStub(mark)
              .describe()
              .getMemo(UsedStart.EXECUTION, String.class));
    }
  }
}
