package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A token that somebody else keeps fresh, or should. */
final class GivenToken {
  /** This clock may be ahead of the identity provider's; the workspace will judge. */
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(60);

  private GivenToken() {}

  /**
   * @param what names the token in the message
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when it has expired
   */
  static SecretToken from(String what, String token, Clock clock) {
    Instant expiry = Claims.of(token).expiry();
    if (expiry != null && expiry.plus(CLOCKS_MAY_DIFFER).isBefore(clock.instant())) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "This worker cannot show who it is: %s expired at %s. Check what should renew it."
              .formatted(what, expiry));
    }
    return new SecretToken(token, expiry == null ? Instant.MAX : expiry);
  }
}
