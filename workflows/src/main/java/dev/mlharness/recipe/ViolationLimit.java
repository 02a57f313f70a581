package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of the last measurements must break the rule: {@code 3 of 5}.
 *
 * @param violations at least 1
 * @param of at least as many
 */
public record ViolationLimit(int violations, int of) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3}) of (\\d{1,3})");

  /** The first that breaks the rule counts. */
  public static final ViolationLimit FIRST = new ViolationLimit(1, 1);

  public ViolationLimit {
    if (violations < 1 || violations > of) {
      throw new IllegalArgumentException(
          "'%d of %d' can never be reached; write for example 3 of 5".formatted(violations, of));
    }
  }

  /**
   * @throws IllegalArgumentException when it is not of the form {@code 3 of 5}
   */
  @JsonCreator
  public static ViolationLimit parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not of the form: 3 of 5");
    }
    return new ViolationLimit(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @JsonValue
  @Override
  public String toString() {
    return violations + " of " + of;
  }
}
