package dev.mlharness.rollout;

import dev.mlharness.check.Violations;
import org.jspecify.annotations.Nullable;

/**
 * Where a rollout is on its course.
 *
 * @param leg the next to do, or to go on with
 * @param measured how often the check of this leg was measured
 * @param seen what it said
 * @param broken why the rollout must not go on; null: it may
 */
record Position(int leg, int measured, Violations seen, @Nullable String broken) {
  static final Position START = at(0);

  static Position at(int leg) {
    return new Position(leg, 0, Violations.NONE, null);
  }

  /** As if nothing had been measured here. */
  Position afresh() {
    return at(leg);
  }
}
