package dev.mlharness.promotion;

import org.jspecify.annotations.Nullable;

/** Tells the pipeline that promotes to take everything back, and who wants it. */
public record Withdrawal(String by, @Nullable String comment) {

  public String sentence() {
    return "rolled back by " + by + (comment == null || comment.isBlank() ? "" : ": " + comment);
  }
}
