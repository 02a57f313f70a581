package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.CommandFailure;
import io.temporal.client.schedules.ScheduleBackfill;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that has passed, in which a schedule fires as often as it would have then.
 *
 * @param from exclusive
 * @param to inclusive
 * @param overlap by which rule, as in {@code buffer_all}; null: one after the other
 */
public record Backfill(Instant from, Instant to, @Nullable String overlap) {
  private static final String DEFAULT_OVERLAP = "buffer_all";

  /**
   * @throws CommandFailure when it ends before it begins, or there is no such rule
   */
  ScheduleBackfill checked() {
    if (!from.isBefore(to)) {
      throw CommandFailure.usage("a backfill must begin before it ends", "swap --from and --to");
    }
    return new ScheduleBackfill(
        from, to, FromRecipe.overlap(overlap == null ? DEFAULT_OVERLAP : overlap));
  }
}
