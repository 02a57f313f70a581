package dev.mlharness.identity.rotation;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;

/** Hands a start under another id over to the one rotation of the secret. */
record OneAtATime(RotationRequest request) {

  RotationResult rotate() {
    RotateSecret only =
        Workflow.newChildWorkflowStub(
            RotateSecret.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(request.workflowId())
                // A rotation ends by itself: half of one is worse than one that nobody waits for.
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setStaticSummary("rotation of " + request.secret())
                .build());
    try {
      return only.run(request);
    } catch (ChildWorkflowFailure failure) {
      if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
        return RotationResult.nothing(request.secret());
      }
      throw failure;
    }
  }
}
