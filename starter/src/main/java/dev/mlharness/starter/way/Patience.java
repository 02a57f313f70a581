package dev.mlharness.starter.way;

import java.time.Duration;
import java.time.Instant;

/** How long a server or worker may be away, for example while it restarts. */
final class Patience {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Instant heard = Instant.now();

  void heard() {
    heard = Instant.now();
  }

  boolean isOver() {
    return heard.plus(LONGEST).isBefore(Instant.now());
  }
}
