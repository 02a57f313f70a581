package dev.mlharness.pipeline;

import dev.mlharness.pipeline.PipelineStatus.State;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.Values;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pipeline under test. */
final class StartedPipeline {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int STEPS = 2_000;

  private final TestWorkflowEnvironment environment;
  private final String workflowId;

  StartedPipeline(TestWorkflowEnvironment environment, String workflowId) {
    this.environment = environment;
    this.workflowId = workflowId;
  }

  String workflowId() {
    return workflowId;
  }

  TrainValidateDeploy stub() {
    return environment.getWorkflowClient().newWorkflowStub(TrainValidateDeploy.class, workflowId);
  }

  WorkflowStub untyped() {
    return environment.getWorkflowClient().newUntypedWorkflowStub(workflowId);
  }

  PipelineStatus status() {
    return stub().status();
  }

  void cancel() {
    untyped().cancel();
  }

  /** Waits until the gate is open. */
  PipelineStatus atTheGate() {
    return until(status -> status.state() == State.WAITING);
  }

  /** Waits until the pipeline is held. */
  PipelineStatus held() {
    return until(status -> status.state() == State.HELD);
  }

  PipelineStatus until(Predicate<PipelineStatus> reached) {
    for (int i = 0; i < STEPS; i++) {
      PipelineStatus status = status();
      if (reached.test(status)) {
        return status;
      }
      if (status.state() == State.ENDED) {
        throw new AssertionError("ended meanwhile: " + status.result());
      }
      environment.sleep(STEP);
    }
    throw new AssertionError("not reached: " + status());
  }

  PipelineResult result() {
    return untyped().getResult(PipelineResult.class);
  }

  /** The result of a pipeline that Temporal must show as failed or cancelled. */
  PipelineResult failure() {
    try {
      throw new AssertionError("did not fail: " + result());
    } catch (WorkflowFailedException e) {
      return details(e.getCause()).get(PipelineResult.class);
    }
  }

  /** Whether Temporal shows the pipeline as cancelled. */
  boolean endedCancelled() {
    try {
      result();
      return false;
    } catch (WorkflowFailedException e) {
      return e.getCause() instanceof CanceledFailure;
    }
  }

  private static Values details(@Nullable Throwable cause) {
    if (cause instanceof ApplicationFailure failure) {
      return failure.getDetails();
    }
    if (cause instanceof CanceledFailure failure) {
      return failure.getDetails();
    }
    throw new AssertionError("ended in a way of its own", cause);
  }
}
