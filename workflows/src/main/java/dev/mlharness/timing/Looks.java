package dev.mlharness.timing;

import java.time.Duration;

/**
 * How often a rollout that waits looks at its endpoint: at least a few times, at most every six
 * hours, and never so often that a wait of months outgrows a history.
 */
public final class Looks {
  private static final int AT_LEAST = 4;
  private static final int ABOUT = 48;
  private static final Duration SHORT = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofHours(6);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private Looks() {}

  /** Between two looks, in a wait of this length. */
  public static Duration every(Duration wait) {
    Duration soon = longer(SHORTEST, shorter(SHORT, wait.dividedBy(AT_LEAST)));
    return shorter(LONG, longer(wait.dividedBy(ABOUT), soon));
  }

  /** How often at most it looks in a wait of this length, the last time at its end. */
  public static long during(Duration wait) {
    Duration every = every(wait);
    return wait.plus(every).minusNanos(1).dividedBy(every);
  }

  public static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
