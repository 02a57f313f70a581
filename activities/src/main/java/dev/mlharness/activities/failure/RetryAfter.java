package dev.mlharness.activities.failure;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} header: seconds, or a date. */
public final class RetryAfter {
  /**
   * No longer wait than this is believed: a server's mistake must not stop a pipeline for a day.
   */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  /** From zero to {@link #LONGEST}; empty when the header makes no sense. */
  public static Optional<Duration> parse(String header) {
    return parse(header, Clock.systemUTC());
  }

  static Optional<Duration> parse(String header, Clock clock) {
    try {
      return Optional.of(bounded(wait(header.strip(), clock)));
    } catch (NumberFormatException | DateTimeException senseless) {
      return Optional.empty();
    }
  }

  private static Duration wait(String header, Clock clock) {
    if (!header.isEmpty() && Character.isDigit(header.charAt(0))) {
      return Duration.ofSeconds(Long.parseLong(header));
    }
    var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
    return Duration.between(clock.instant(), date);
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
