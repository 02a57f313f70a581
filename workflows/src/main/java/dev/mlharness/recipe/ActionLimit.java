package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mlharness.payload.Durations;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may be done by itself: {@code 2 per 7d}.
 *
 * @param times at least 1
 */
public record ActionLimit(int times, Duration per) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,2}) per (\\S+)");

  public ActionLimit {
    if (times < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a limit is of the form: 2 per 7d");
    }
  }

  /**
   * @throws IllegalArgumentException when it is not of the form {@code 2 per 7d}
   */
  @JsonCreator
  public static ActionLimit parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not of the form: 2 per 7d");
    }
    return new ActionLimit(Integer.parseInt(matcher.group(1)), Durations.parse(matcher.group(2)));
  }

  @JsonValue
  @Override
  public String toString() {
    return times + " per " + Durations.format(per);
  }
}
