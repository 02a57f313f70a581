package dev.mlharness.access;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads failures: their type, their sentence, and whether they mean a cancellation. */
public final class Failures {
  private Failures() {}

  /** A failure of workflow code itself, in the same types as those of activities. */
  public static ApplicationFailure of(FailureType type, String message) {
    return ApplicationFailure.newNonRetryableFailure(message, type.name());
  }

  /**
   * The type that the activity gave; empty when it never answered, or failed in a way of its own.
   */
  public static Optional<FailureType> type(TemporalFailure failure) {
    return application(failure)
        .flatMap(
            cause ->
                Arrays.stream(FailureType.values())
                    .filter(type -> type.name().equals(cause.getType()))
                    .findFirst());
  }

  public static boolean is(FailureType type, TemporalFailure failure) {
    return type(failure).filter(type::equals).isPresent();
  }

  /** Lets a cancellation pass: it is no failure that a person could mend. */
  public static void rethrowCancellation(TemporalFailure failure) {
    // An activity that failed after cancellation was requested reports its own failure.
    if (CancellationScope.current().isCancelRequested()
        || failure.getCause() instanceof CanceledFailure) {
      throw failure;
    }
  }

  /** A definite answer, no matter how often the call is repeated; not silence, and not "busy". */
  public static boolean isRefusal(TemporalFailure failure) {
    return type(failure).filter(type -> !type.retryable()).isPresent();
  }

  /** What happened, for people. */
  public static String sentence(TemporalFailure failure) {
    String said =
        application(failure)
            .map(ApplicationFailure::getOriginalMessage)
            .orElse(activity(failure) + " did not answer");
    return givenUp(failure) ? said + " (tried until its time was over)" : said;
  }

  private static boolean givenUp(TemporalFailure failure) {
    return failure instanceof ActivityFailure activity
        && activity.getRetryState() == RetryState.RETRY_STATE_TIMEOUT;
  }

  private static String activity(TemporalFailure failure) {
    return failure instanceof ActivityFailure activity ? activity.getActivityType() : "it";
  }

  /** The innermost answer of an activity: its own failure, or the last one before it timed out. */
  private static Optional<ApplicationFailure> application(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure application) {
        return Optional.of(application);
      }
    }
    return Optional.empty();
  }
}
