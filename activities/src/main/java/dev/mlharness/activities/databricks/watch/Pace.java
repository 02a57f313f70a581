package dev.mlharness.activities.databricks.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * When to look at a run next. Often while it is young or about to end, seldom in between: a run is
 * noticed late by a small part of the time it took, and by no more than {@code longest}.
 */
record Pace(Duration shortest, Duration longest) {
  static final Pace DEFAULT = new Pace(Duration.ofSeconds(2), Duration.ofMinutes(1));

  /** Lateness is at most this part of a run's age. */
  private static final int PART = 20;

  /** Failing polls are repeated after 1, 2, 4 … times {@code shortest}. */
  private static final int MOST_DOUBLINGS = 10;

  /**
   * @param age since the run started
   * @param expected how long runs of its kind took before
   */
  Duration next(Duration age, Optional<Duration> expected) {
    Duration byAge = bounded(age.dividedBy(PART));
    // An early failure must not wait until the expected end, so half the way is the most.
    return expected
        .map(usual -> usual.multipliedBy(9).dividedBy(10).minus(age).dividedBy(2))
        .filter(half -> half.compareTo(byAge) > 0)
        .map(this::bounded)
        .orElse(byAge);
  }

  /**
   * @param failures how many polls in a row have failed, from 1
   */
  Duration afterFailure(int failures) {
    return bounded(shortest.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
  }

  private Duration bounded(Duration wait) {
    if (wait.compareTo(shortest) < 0) {
      return shortest;
    }
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
