package dev.mlharness.starter.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What callers wrote, before anybody else has to deal with it. */
public final class Texts {
  private static final int LONGEST = 200;

  private Texts() {}

  /**
   * @throws Refused when it is no name of anything
   */
  public static String name(String what, @Nullable String text) {
    if (text == null
        || text.isBlank()
        || text.length() > LONGEST
        || text.chars()
            .anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      throw new Refused(
          HttpStatus.BAD_REQUEST,
          "%s has 1 to %d characters that can be printed.".formatted(what, LONGEST));
    }
    return text;
  }

  /** As {@link #name}, where it may be left out. */
  static @Nullable String optional(String what, @Nullable String text) {
    return text == null ? null : name(what, text);
  }

  /**
   * @throws Refused when it is not there
   */
  static <T> T there(@Nullable T value, String otherwise) {
    if (value == null) {
      throw new Refused(HttpStatus.NOT_FOUND, otherwise);
    }
    return value;
  }
}
