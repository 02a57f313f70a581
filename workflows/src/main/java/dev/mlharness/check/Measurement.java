package dev.mlharness.check;

import dev.mlharness.recipe.LiveCheck;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param value null when there is nothing to measure: no request, no row, no series
 * @param detail for people: where the value comes from, or why there is none
 */
public record Measurement(@Nullable Double value, String detail) {

  public static Measurement of(double value, String detail) {
    return new Measurement(value, detail);
  }

  /** Nothing to measure, and why. */
  public static Measurement none(String why) {
    return new Measurement(null, why);
  }

  public CheckVerdict verdict(LiveCheck check) {
    if (value == null) {
      return CheckVerdict.UNKNOWN;
    }
    return check.holds(value) ? CheckVerdict.KEPT : CheckVerdict.VIOLATED;
  }

  /** For people: {@code error_rate is 0.25, at most 0.01 is allowed (12 requests)}. */
  public String sentence(LiveCheck check) {
    return value == null
        ? "%s is not known: %s".formatted(check.title(), detail)
        : "%s is %s, %s is allowed (%s)".formatted(check.title(), value, check.rule(), detail);
  }
}
