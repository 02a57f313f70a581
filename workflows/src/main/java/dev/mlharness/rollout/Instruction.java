package dev.mlharness.rollout;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of a rollout.
 *
 * @param by who; null: nobody said
 * @param comment why
 */
public record Instruction(Action action, @Nullable String by, @Nullable String comment) {

  public enum Action {
    PAUSE,
    RESUME,
    PROMOTE,
    ABORT;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public String person() {
    return Objects.requireNonNullElse(by, "unknown");
  }

  /** For people: {@code abort by ann@example.com (wrong data)}. */
  public String sentence() {
    return "%s by %s%s"
        .formatted(
            action.word(),
            person(),
            comment == null || comment.isBlank() ? "" : " (" + comment + ")");
  }
}
