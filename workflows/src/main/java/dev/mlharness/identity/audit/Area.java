package dev.mlharness.identity.audit;

import java.util.Locale;

/** A part of the inventory. Each is read by itself, and may be closed to the auditor. */
public enum Area {
  PRINCIPALS,
  SECRETS,
  TOKENS,
  POLICIES,
  JOBS,
  PRIVILEGES;

  /** As it is written in findings and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
