package dev.mlharness.activities.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time for which something that was signed counts. */
public record Validity(Instant issuedAt, Instant expiry) {
  /** How far the clocks of the one who signed and of Temporal may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /**
   * Why it did not count at a time; empty if it did.
   *
   * @param at when Temporal took it, and not now: a worker may have been away since
   * @param what happened then, for messages
   */
  public Optional<String> refusal(Instant at, String what) {
    if (!at.isBefore(expiry.plus(SKEW))) {
      return Optional.of("it expired at %s, and %s at %s".formatted(expiry, what, at));
    }
    if (!at.isAfter(issuedAt.minus(SKEW))) {
      return Optional.of("it was signed at %s, after %s at %s".formatted(issuedAt, what, at));
    }
    return Optional.empty();
  }
}
