package dev.mlharness.activities.notify;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.notify.GuardedHttp.Answer;
import java.util.Set;

/** What it means that a receiver did not take a message. */
final class Refusals {
  /** Busy, or not at home: later it may be. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private Refusals() {}

  /**
   * What a receiver says itself is left out: nobody knows what it repeats.
   *
   * @throws io.temporal.failure.ApplicationFailure when it did not take the message
   */
  static void check(String receiver, Answer answer) {
    int status = answer.status();
    if (answer.ok()) {
      return;
    }
    if (status >= 500 || LATER.contains(status)) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Receiver '%s' is busy or ill (HTTP %d). It is tried again.".formatted(receiver, status),
          answer.retryAfter());
    }
    if (status >= 300 && status < 400) {
      throw Failures.of(
          FailureType.ACCESS_DENIED,
          "Receiver '%s' sends messages elsewhere (HTTP %d), and none is followed. Correct its address."
              .formatted(receiver, status));
    }
    throw Failures.of(
        FailureType.HELD,
        "Receiver '%s' does not take the message (HTTP %d). Correct its address, its key or its template."
            .formatted(receiver, status));
  }
}
