package dev.mlharness.identity.audit;

import java.util.Locale;

/** How urgent a finding is; the most urgent first. */
public enum Severity {
  HIGH,
  MEDIUM,
  LOW;

  /** As it is written on the command line, in metrics and in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is this urgent, or more. */
  public boolean atLeast(Severity least) {
    return compareTo(least) <= 0;
  }
}
