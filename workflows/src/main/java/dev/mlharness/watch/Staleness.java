package dev.mlharness.watch;

import dev.mlharness.check.CheckVerdict;
import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.WatchSpec.AgeRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How old something is, beside how old it may be.
 *
 * @param since when it became old; null: it is as new as can be. What lies ahead of now, as a clock
 *     elsewhere may have it, is new
 */
record Staleness(AgeRule rule, @Nullable Instant since, Instant now) {
  private static final double DAY = Duration.ofDays(1).toMillis();

  CheckVerdict verdict() {
    return age().compareTo(rule.max()) <= 0 ? CheckVerdict.KEPT : CheckVerdict.VIOLATED;
  }

  double days() {
    return age().toMillis() / DAY;
  }

  /**
   * @param what the sentence up to the time
   */
  String sentence(String what) {
    return since == null
        ? "the model has seen all data"
        : String.format(
            Locale.ROOT,
            "%s %s: %.1f days, %s is allowed",
            what,
            since,
            days(),
            Durations.format(rule.max()));
  }

  private Duration age() {
    return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }
}
