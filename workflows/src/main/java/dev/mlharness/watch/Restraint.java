package dev.mlharness.watch;

import dev.mlharness.recipe.WatchSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a watch may act now. However many rules are broken, however often, there are never two
 * actions within the cool-down, nor more than the limit within its period.
 *
 * @param until the first time at which it may; null: now
 * @param why it may not yet; empty when it may
 */
record Restraint(@Nullable Instant until, String why) {
  private static final Restraint NONE = new Restraint(null, "");

  /**
   * @param actions when it acted before, the oldest first
   */
  static Restraint of(List<Instant> actions, WatchSpec spec, Instant now) {
    if (actions.isEmpty()) {
      return NONE;
    }
    Instant cool = actions.get(actions.size() - 1).plus(spec.cooldown());
    int spare = spec.limit().times() - 1;
    Instant allowed =
        actions.size() <= spare
            ? Instant.MIN
            : actions.get(actions.size() - 1 - spare).plus(spec.limit().per());
    if (now.isBefore(allowed) && !allowed.isBefore(cool)) {
      return new Restraint(allowed, "the limit of %s is reached".formatted(spec.limit()));
    }
    return now.isBefore(cool) ? new Restraint(cool, "it cools down") : NONE;
  }

  /** Those of the actions that can still hold one back. */
  static List<Instant> kept(List<Instant> actions, WatchSpec spec) {
    int most = spec.limit().times();
    return List.copyOf(actions.subList(Math.max(0, actions.size() - most), actions.size()));
  }

  boolean free() {
    return until == null;
  }

  /** How long to wait yet. */
  Duration left(Instant now) {
    return until == null ? Duration.ZERO : Duration.between(now, until);
  }
}
