package dev.mlharness.approval;

import org.jspecify.annotations.Nullable;

/** The payload of the signals {@code approve} and {@code reject}; may be left out altogether. */
public record Remark(@Nullable String by, @Nullable String comment, @Nullable String evidence) {

  public Decision as(Verdict verdict) {
    return new Decision(verdict, by, comment, evidence);
  }
}
