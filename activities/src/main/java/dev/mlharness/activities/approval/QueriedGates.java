package dev.mlharness.activities.approval;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.pipeline.TrainValidateDeploy;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.util.Optional;

/** Asks the pipelines themselves. */
public final class QueriedGates implements OpenGates {
  private final WorkflowClient temporal;

  public QueriedGates(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  @Override
  public Optional<OpenGate> of(String pipeline) {
    try {
      return Optional.ofNullable(
          temporal.newWorkflowStub(TrainValidateDeploy.class, pipeline).gate());
    } catch (WorkflowNotFoundException e) {
      throw Failures.of(FailureType.NOT_FOUND, "There is no pipeline '" + pipeline + "'.");
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "The pipeline '%s' does not say which gate is open. Try again.".formatted(pipeline));
    }
  }
}
