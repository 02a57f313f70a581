package dev.mlharness.approval;

import java.util.Locale;

/** What somebody says at a gate. */
public enum Verdict {
  APPROVE,
  REJECT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
