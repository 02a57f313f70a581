package dev.mlharness.recipe;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model that serves is watched.
 *
 * @param every between two looks
 * @param age of the model; null: it may be of any
 * @param dataAge for how long there may be data that the model has not seen; null: for ever
 * @param onViolation what is done when a rule is broken
 * @param cooldown the least time between two actions
 * @param limit how many actions there may be at the most
 */
public record WatchSpec(
    Duration every,
    List<LiveCheck> checks,
    @Nullable AgeRule age,
    @Nullable AgeRule dataAge,
    OnViolation onViolation,
    Duration cooldown,
    ActionLimit limit) {
  public WatchSpec {
    checks = List.copyOf(checks);
  }

  public record AgeRule(Duration max) {}

  /** What is done when a rule is broken. */
  public enum OnViolation {
    /** It is shown and recorded. */
    NOTIFY,
    /** A pipeline of the same recipe is started, its floating references pinned anew. */
    RETRAIN,
    /** The champion before is brought back. */
    ROLLBACK
  }
}
