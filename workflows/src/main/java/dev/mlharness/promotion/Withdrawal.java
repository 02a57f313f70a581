package dev.mlharness.promotion;

import org.jspecify.annotations.Nullable;

/**
 * Tells the pipeline that promotes to take everything back.
 *
 * @param by who wants it
 */
public record Withdrawal(@Nullable String by, @Nullable String comment) {
  /** From whoever can signal, and says nothing. */
  public static final Withdrawal UNSIGNED = new Withdrawal(null, null);

  public String sentence() {
    return "rolled back by "
        + (by == null ? "somebody who did not say who they are" : by)
        + (comment == null || comment.isBlank() ? "" : ": " + comment);
  }
}
