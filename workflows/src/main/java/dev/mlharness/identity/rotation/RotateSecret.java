package dev.mlharness.identity.rotation;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Replaces one secret of a service principal. There is one rotation of a secret at a time: it runs
 * under {@link RotationRequest#workflowId()}, and a start under any other id, as a Schedule makes,
 * waits for the one of that id or makes it.
 *
 * <p>Fails with the type of {@link dev.mlharness.access.FailureType}; what had been changed is
 * undone then, up to the point where the former secret is revoked.
 */
@WorkflowInterface
public interface RotateSecret {
  @WorkflowMethod
  RotationResult run(RotationRequest request);

  @QueryMethod(description = "How far it is")
  RotationStatus status();
}
