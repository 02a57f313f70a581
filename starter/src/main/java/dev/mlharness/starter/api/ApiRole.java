package dev.mlharness.starter.api;

import java.util.Locale;

/**
 * What somebody may do with the API. What a pipeline may do with Databricks is another question,
 * which the roles of its recipe answer.
 */
public enum ApiRole {
  /** Looks at pipelines, evidence, models and schedules. */
  READER,
  /** Starts, pauses and mends pipelines, and keeps schedules. */
  RUNNER,
  /** Decides at gates. */
  APPROVER,
  /** Skips, aborts, cancels, rolls back and freezes. */
  OPERATOR,
  /** Reads the audit store. */
  AUDITOR;

  /** As it is written in the configuration and in the OpenAPI document. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As Spring Security names it. */
  public String authority() {
    return "ROLE_" + name();
  }
}
