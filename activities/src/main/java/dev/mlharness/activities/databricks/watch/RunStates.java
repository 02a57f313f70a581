package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunStatus;
import com.databricks.sdk.service.jobs.RunTask;
import com.databricks.sdk.service.jobs.TerminationCodeCode;
import com.databricks.sdk.service.jobs.TerminationDetails;
import com.databricks.sdk.service.jobs.TerminationTypeType;
import dev.mlharness.run.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the state of a run or a task means. Databricks tells it twice: in {@code status}, which is
 * exact, and in the older {@code state}, which alone knows why a task was passed over and that a
 * run timed out. A value that is newer than the SDK arrives as null; then the other half decides.
 *
 * @param endTime milliseconds since 1970; 0 or null while it has not ended
 */
public record RunStates(
    @Nullable RunStatus status, @Nullable RunState state, @Nullable Long endTime) {

  public static RunStates of(Run run) {
    return new RunStates(run.getStatus(), run.getState(), run.getEndTime());
  }

  static RunStates of(RunTask task) {
    return new RunStates(task.getStatus(), task.getState(), task.getEndTime());
  }

  /** Whether nothing more will happen by itself. */
  public boolean ended() {
    if (status != null && status.getState() != null) {
      return status.getState() == RunLifecycleStateV2State.TERMINATED;
    }
    if (state != null && state.getLifeCycleState() != null) {
      return switch (state.getLifeCycleState()) {
        case TERMINATED, SKIPPED, INTERNAL_ERROR -> true;
        case BLOCKED, PENDING, QUEUED, RUNNING, TERMINATING, WAITING_FOR_RETRY -> false;
      };
    }
    return endTime != null && endTime > 0;
  }

  /** Whether it is being brought to its end. */
  boolean ending() {
    if (status != null && status.getState() != null) {
      return status.getState() == RunLifecycleStateV2State.TERMINATING;
    }
    return state != null && state.getLifeCycleState() == RunLifeCycleState.TERMINATING;
  }

  /** How it ended. Makes sense only if it has. */
  public RunOutcome outcome() {
    RunOutcome reason = result() == null ? null : reasonIn(result());
    if (reason != null) {
      return reason;
    }
    TerminationCodeCode code = details() == null ? null : details().getCode();
    if (code != null) {
      return outcomeOf(code);
    }
    if (result() != null) {
      return result() == RunResultState.FAILED ? failure() : RunOutcome.SUCCESS;
    }
    return withoutResult();
  }

  /** What Databricks says of it, or else what we can say. */
  public String message() {
    String exact = details() == null ? null : details().getMessage();
    if (exact != null && !exact.isBlank()) {
      return exact.strip();
    }
    String older = state == null ? null : state.getStateMessage();
    if (older != null && !older.isBlank()) {
      return older.strip();
    }
    return "Databricks gives no reason";
  }

  /** What the older half knows better; null if it knows nothing of the kind. */
  private static @Nullable RunOutcome reasonIn(RunResultState result) {
    return switch (result) {
      case TIMEDOUT -> RunOutcome.TIMED_OUT;
      case CANCELED -> RunOutcome.CANCELED;
      case EXCLUDED -> RunOutcome.EXCLUDED;
      case UPSTREAM_FAILED -> RunOutcome.UPSTREAM_FAILED;
      case UPSTREAM_CANCELED -> RunOutcome.UPSTREAM_CANCELED;
      case MAXIMUM_CONCURRENT_RUNS_REACHED, DISABLED -> RunOutcome.SKIPPED;
      case SUCCESS, SUCCESS_WITH_FAILURES, FAILED -> null;
    };
  }

  private RunOutcome outcomeOf(TerminationCodeCode code) {
    return switch (code) {
      case SUCCESS, SUCCESS_WITH_FAILURES -> RunOutcome.SUCCESS;
      case USER_CANCELED, CANCELED -> RunOutcome.CANCELED;
      case SKIPPED,
          DISABLED,
          MAX_CONCURRENT_RUNS_EXCEEDED,
          MAX_JOB_QUEUE_SIZE_EXCEEDED,
          WORKSPACE_RUN_LIMIT_EXCEEDED ->
          RunOutcome.SKIPPED;
      case INTERNAL_ERROR, CLOUD_FAILURE -> RunOutcome.INTERNAL_ERROR;
      default -> failure();
    };
  }

  /** A failure is the team's, unless Databricks says that it is its own or the cloud's. */
  private RunOutcome failure() {
    TerminationTypeType blame = details() == null ? null : details().getType();
    return blame == TerminationTypeType.INTERNAL_ERROR || blame == TerminationTypeType.CLOUD_FAILURE
        ? RunOutcome.INTERNAL_ERROR
        : RunOutcome.FAILED;
  }

  private RunOutcome withoutResult() {
    TerminationTypeType type = details() == null ? null : details().getType();
    if (type != null) {
      return type == TerminationTypeType.SUCCESS ? RunOutcome.SUCCESS : failure();
    }
    boolean skipped = state != null && state.getLifeCycleState() == RunLifeCycleState.SKIPPED;
    return skipped ? RunOutcome.SKIPPED : RunOutcome.INTERNAL_ERROR;
  }

  private @Nullable TerminationDetails details() {
    return status == null ? null : status.getTerminationDetails();
  }

  private @Nullable RunResultState result() {
    return state == null ? null : state.getResultState();
  }
}
