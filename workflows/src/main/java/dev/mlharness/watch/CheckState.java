package dev.mlharness.watch;

import dev.mlharness.check.CheckVerdict;
import dev.mlharness.check.Violations;
import dev.mlharness.recipe.ViolationLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one check stands.
 *
 * @param title unique within the watch
 * @param value of the last measurement; null: it had none
 * @param sentence what the last measurement says, for people
 * @param at when it was made
 */
public record CheckState(
    String title,
    ViolationLimit limit,
    Violations violations,
    @Nullable Double value,
    String sentence,
    Instant at) {

  /** After one more measurement. */
  static CheckState after(
      @Nullable CheckState before,
      String title,
      ViolationLimit limit,
      CheckVerdict verdict,
      @Nullable Double value,
      String sentence,
      Instant now) {
    Violations violations = before == null ? Violations.NONE : before.violations;
    return new CheckState(title, limit, violations.with(verdict, limit), value, sentence, now);
  }

  public boolean violated() {
    return violations.reach(limit);
  }
}
