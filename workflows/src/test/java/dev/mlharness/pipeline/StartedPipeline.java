package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.approval.Evidence;
import dev.mlharness.pipeline.PipelineStatus.State;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pipeline under test. */
final class StartedPipeline {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final long BLINK_MILLIS = 20;
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

  Evidence evidence() {
    return Objects.requireNonNull(stub().evidence(), "evidence");
  }

  @Nullable String searchAttribute(SearchAttributeKey<String> key) {
    return untyped().describe().getTypedSearchAttributes().get(key);
  }

  /** What the Temporal UI shows as current details. */
  String details() {
    return untyped()
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }

  /**
   * Cancels, and returns when the pipeline has taken note. (The time-skipping server cannot bear an
   * activity that ends while its cancellation is being asked for.)
   */
  void cancel() {
    untyped().cancel();
    while (!cancelNoted()) {
      pause();
    }
  }

  private boolean cancelNoted() {
    return environment.getWorkflowClient().fetchHistory(workflowId).getEvents().stream()
        .map(HistoryEvent::getEventType)
        .dropWhile(type -> type != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED)
        .anyMatch(type -> type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  }

  /** Waits, in real time, until the pipeline has taken note that it is rolled back. */
  void toldToWithdraw() {
    while (!status().waitingFor().startsWith("the promotion to be taken back")) {
      pause();
    }
  }

  static void pause() {
    try {
      Thread.sleep(BLINK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test is over", e);
    }
  }

  /** Waits, in real time, until the pipeline has taken note that it has to wait for its turn. */
  void waitsForItsTurn() {
    while (!status().waitingFor().startsWith("its turn")) {
      pause();
    }
  }

  /** Waits, in real time, until an activity has failed and is about to be tried again. */
  void waitsToTryAgain() {
    while (!triesAgain()) {
      pause();
    }
  }

  private boolean triesAgain() {
    DescribeWorkflowExecutionRequest request =
        DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(environment.getNamespace())
            .setExecution(untyped().getExecution())
            .build();
    return environment
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(request)
        .getPendingActivitiesList()
        .stream()
        .anyMatch(activity -> activity.getAttempt() > 1);
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

  /** The result of a pipeline that Temporal must show as failed. */
  PipelineResult failure() {
    if (endedBy() instanceof ApplicationFailure failure) {
      return failure.getDetails().get(PipelineResult.class);
    }
    throw new AssertionError("ended in another way: " + status().result());
  }

  /**
   * The result of a pipeline that was asked to cancel. Whatever the outcome, Temporal must show it
   * as cancelled, without a result.
   */
  PipelineResult cancelled() {
    assertThat(endedBy()).isInstanceOf(CanceledFailure.class);
    return Objects.requireNonNull(status().result(), "result");
  }

  private @Nullable Throwable endedBy() {
    try {
      throw new AssertionError("did not fail: " + result());
    } catch (WorkflowFailedException e) {
      return e.getCause();
    }
  }
}
