package dev.mlharness.starter.connection;

import dev.mlharness.access.FailureType;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;

/** What Temporal's exceptions mean to the one who typed a command. */
public final class TemporalFailures {
  private TemporalFailures() {}

  /** Empty when the exception is none of Temporal's: a defect of ours. */
  public static Optional<CommandFailure> explain(Exception e) {
    if (e instanceof WorkflowExecutionAlreadyStarted started) {
      return Optional.of(
          CommandFailure.usage(
              "there is already a pipeline '" + started.getExecution().getWorkflowId() + "'",
              "./harness show " + started.getExecution().getWorkflowId()));
    }
    if (e instanceof WorkflowNotFoundException missing) {
      return Optional.of(missing(missing));
    }
    if (e instanceof WorkflowUpdateException || e instanceof WorkflowFailedException) {
      return Optional.of(answered(e));
    }
    if (e instanceof WorkflowQueryException
        || e instanceof WorkflowServiceException
        || e instanceof ScheduleException
        || e instanceof StatusRuntimeException) {
      return Optional.of(unanswered(e));
    }
    return Optional.empty();
  }

  /** Why a workflow failed. */
  public static String words(WorkflowFailedException failed) {
    return String.valueOf(answered(failed).getMessage());
  }

  /** Whether it may be otherwise in a moment: a server or a worker that restarts. */
  public static boolean passing(Exception e) {
    return switch (code(e)) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, FAILED_PRECONDITION, RESOURCE_EXHAUSTED -> true;
      default -> false;
    };
  }

  /** What the server answered; {@code OK} when the exception is no answer of it. */
  public static Status.Code code(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return status.getStatus().getCode();
      }
    }
    return Status.Code.OK;
  }

  private static CommandFailure missing(WorkflowNotFoundException missing) {
    String id = missing.getExecution().getWorkflowId();
    if (id.startsWith("model/")) {
      return CommandFailure.missing(
          "the harness has promoted no version of %s yet, and knows nothing of it"
              .formatted(id.substring(id.lastIndexOf('/') + 1)),
          "./harness adopt makes a model known that is in production already");
    }
    boolean ended = String.valueOf(missing.getCause()).contains("already completed");
    return CommandFailure.missing(
        ended
            ? "the pipeline '" + id + "' has ended"
            : "there is no pipeline '" + id + "' (or it has ended)",
        "./harness list shows those that there are");
  }

  /** The workflow itself said no, or ended otherwise than by a result. */
  private static CommandFailure answered(Throwable e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      Optional<String> reason = reason(cause);
      if (reason.isPresent() && !(cause.getCause() instanceof ApplicationFailure)) {
        return new CommandFailure(exitCode(cause), reason.get(), null);
      }
    }
    return CommandFailure.failed(String.valueOf(e.getMessage()), null);
  }

  private static Optional<String> reason(Throwable cause) {
    if (cause instanceof ApplicationFailure application) {
      return Optional.of(application.getOriginalMessage());
    }
    if (cause instanceof TerminatedFailure) {
      return Optional.of("the workflow was terminated; what it had changed was not undone");
    }
    if (cause instanceof CanceledFailure) {
      return Optional.of("the workflow was cancelled");
    }
    return cause instanceof TimeoutFailure
        ? Optional.of("the workflow ran out of time; is a worker running? ./harness ps")
        : Optional.empty();
  }

  /** The same as when the API tells it: {@code Problems} and {@code Refusal}. */
  private static ExitCode exitCode(Throwable cause) {
    if (isOf(FailureType.RECIPE_INVALID, cause)) {
      return ExitCode.USAGE;
    }
    return isOf(FailureType.ACCESS_DENIED, cause) ? ExitCode.REJECTED_OR_HELD : ExitCode.FAILED;
  }

  private static boolean isOf(FailureType type, Throwable cause) {
    return cause instanceof ApplicationFailure application
        && type.name().equals(application.getType());
  }

  private static CommandFailure unanswered(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        String said = String.valueOf(status.getStatus().getDescription());
        return switch (status.getStatus().getCode()) {
          case DEADLINE_EXCEEDED ->
              CommandFailure.failed("nobody answered in time", "is a worker running? ./harness ps");
          case FAILED_PRECONDITION ->
              CommandFailure.failed(
                  "no worker can answer: " + said, "is a worker running? ./harness ps");
          case UNAVAILABLE ->
              CommandFailure.failed("the Temporal server is away: " + said, "./harness ps");
          case INVALID_ARGUMENT ->
              CommandFailure.failed(
                  "Temporal refused: " + said,
                  "search attributes are registered by the worker when it starts: ./harness ps");
          default -> CommandFailure.failed("Temporal refused: " + said, null);
        };
      }
    }
    return CommandFailure.failed(String.valueOf(e.getMessage()), null);
  }
}
