package dev.mlharness.activities.databricks.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast a workspace may be asked: so many calls per second, a second's worth of them at once,
 * and none before a time that the workspace has named.
 */
final class Budget {
  private static final Duration BURST = Duration.ofSeconds(1);

  private final Duration perCall;
  private final Clock clock;
  private Instant next;

  Budget(int callsPerSecond, Clock clock) {
    this.perCall = Duration.ofSeconds(1).dividedBy(callsPerSecond);
    this.clock = clock;
    this.next = clock.instant().minus(BURST);
  }

  /** Takes one call out of the budget, and says how long to wait before making it. */
  synchronized Duration take() {
    Instant now = clock.instant();
    Instant earliest = now.minus(BURST).plus(perCall);
    Instant turn = next.isBefore(earliest) ? earliest : next;
    next = turn.plus(perCall);
    return turn.isAfter(now) ? Duration.between(now, turn) : Duration.ZERO;
  }

  /** No call for so long. */
  synchronized void hold(Duration wait) {
    Instant until = clock.instant().plus(wait);
    next = until.isAfter(next) ? until : next;
  }
}
