package dev.mlharness.starter.way;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Pause;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Looks at a workflow once a second. */
final class TemporalFollowing {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final WorkflowStub stub;
  private final TrainValidateDeploy workflow;
  private final Patience patience = new Patience();

  TemporalFollowing(WorkflowClient client, String id) {
    this.stub = client.newUntypedWorkflowStub(id);
    this.workflow = client.newWorkflowStub(TrainValidateDeploy.class, id);
  }

  /**
   * @throws CommandFailure when the pipeline was ended from outside, or nobody answers for long
   */
  PipelineStatus until(Consumer<PipelineStatus> seen, Predicate<PipelineStatus> enough) {
    while (true) {
      try {
        PipelineStatus status = look();
        seen.accept(status);
        if (status.state() == State.ENDED || enough.test(status)) {
          return status;
        }
      } catch (WorkflowException e) {
        bear(e);
      }
      Pause.of(BEAT, "interrupted; the pipeline goes on");
    }
  }

  private PipelineStatus look() {
    boolean open =
        stub.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    PipelineStatus status = workflow.status();
    patience.heard();
    if (!open && status.state() != State.ENDED) {
      stub.getResult(Object.class); // Throws: it was terminated, or timed out.
    }
    return status;
  }

  private void bear(WorkflowException e) {
    CommandFailure failure = TemporalFailures.explain(e).orElseThrow(() -> e);
    if (!TemporalFailures.passing(e) || patience.isOver()) {
      throw failure;
    }
  }
}
