package dev.mlharness.starter.way;

import dev.mlharness.starter.console.CommandFailure;
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

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted; the pipeline goes on", null);
    }
  }
}
