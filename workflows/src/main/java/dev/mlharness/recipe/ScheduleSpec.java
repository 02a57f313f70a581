package dev.mlharness.recipe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a recipe retrains by itself.
 *
 * @param timezone IANA name
 * @param catchup how old a missed firing may be and still be made up for
 */
public record ScheduleSpec(
    String cron, String timezone, Overlap overlap, Duration catchup, @Nullable Duration jitter) {

  /** What a firing does while the former pipeline still runs; the words of Temporal Schedules. */
  public enum Overlap {
    SKIP,
    BUFFER_ONE,
    CANCEL_OTHER,
    ALLOW_ALL
  }
}
