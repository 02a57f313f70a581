package dev.mlharness.promotion;

import java.time.Duration;

/** How long to wait before looking again: longer each time. */
record Patience(Duration next) {
  static final Patience FRESH = new Patience(Duration.ofSeconds(10));
  private static final Duration LONGEST = Duration.ofMinutes(10);

  Patience longer() {
    Duration twice = next.multipliedBy(2);
    return new Patience(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
  }
}
