package dev.mlharness.pipeline;

import static org.awaitility.Awaitility.await;

import dev.mlharness.rollout.Rollout;
import dev.mlharness.rollout.RolloutOutcome;
import dev.mlharness.rollout.RolloutStatus;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/** A rollout under test. */
final class StartedRollout {
  private static final Duration STEP = Duration.ofHours(1);
  private static final Duration BLINK = Duration.ofMillis(20);
  private static final int STEPS = 1_000;

  private final TestWorkflowEnvironment environment;
  private final String workflowId;

  StartedRollout(TestWorkflowEnvironment environment, String workflowId) {
    this.environment = environment;
    this.workflowId = workflowId;
  }

  Rollout stub() {
    return environment.getWorkflowClient().newWorkflowStub(Rollout.class, workflowId);
  }

  WorkflowStub untyped() {
    return environment.getWorkflowClient().newUntypedWorkflowStub(workflowId);
  }

  RolloutStatus status() {
    return stub().status();
  }

  /** What the Temporal UI shows as current details. */
  String details() {
    return untyped()
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }

  /** How it ended. */
  RolloutOutcome outcome() {
    return Objects.requireNonNull(status().result(), "result").outcome();
  }

  int events() {
    return environment.getWorkflowClient().fetchHistory(workflowId).getEvents().size();
  }

  /**
   * Returns when the rollout has taken note of a cancel of its pipeline, or if there is none. (The
   * time-skipping server cannot bear an activity that ends while its cancellation is being asked
   * for.)
   */
  void notesCancel() {
    await("the cancel of a rollout")
        .pollInterval(BLINK)
        .atMost(Duration.ofMinutes(2))
        .until(this::cancelNoted);
  }

  private boolean cancelNoted() {
    try {
      return environment.getWorkflowClient().fetchHistory(workflowId).getEvents().stream()
          .map(HistoryEvent::getEventType)
          .dropWhile(type -> type != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED)
          .anyMatch(type -> type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
    } catch (StatusRuntimeException notBegun) {
      return true;
    }
  }

  RolloutStatus until(Predicate<RolloutStatus> reached) {
    String last = "not begun";
    for (int i = 0; i < STEPS; i++) {
      try {
        RolloutStatus status = status();
        if (reached.test(status)) {
          return status;
        }
        last = status.toString();
      } catch (WorkflowNotFoundException notYet) {
        last = "not begun";
      }
      environment.sleep(STEP);
    }
    throw new AssertionError("not reached: " + last);
  }

  RolloutStatus waitingFor(String what) {
    return until(status -> status.waitingFor().contains(what));
  }
}
