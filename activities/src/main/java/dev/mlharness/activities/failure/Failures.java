package dev.mlharness.activities.failure;

import dev.mlharness.access.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the failures that activities throw. Their causes stay behind: a failure travels into the
 * history of a workflow, where nothing may stand that was not written for it.
 */
public final class Failures {
  private static final int LONGEST_MESSAGE = 2_000;

  private Failures() {}

  /**
   * @param message what was tried, on what, as whom, and what to do
   */
  public static ApplicationFailure of(FailureType type, String message) {
    return of(type, message, null);
  }

  /**
   * @param retryAfter how long the other side asked to be left alone; null leaves the pace of
   *     retries to the retry policy
   */
  public static ApplicationFailure of(
      FailureType type, String message, @Nullable Duration retryAfter) {
    ApplicationFailure.Builder failure =
        ApplicationFailure.newBuilder()
            .setType(type.name())
            .setMessage(shortened(Redaction.of(message)))
            .setNonRetryable(!type.retryable());
    if (retryAfter != null && type.retryable()) {
      failure.setNextRetryDelay(retryAfter);
    }
    return failure.build();
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE - 1) + "…";
  }
}
