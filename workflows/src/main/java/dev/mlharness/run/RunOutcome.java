package dev.mlharness.run;

/** Every way in which a run or one of its tasks can have ended. */
public enum RunOutcome {
  SUCCESS,
  FAILED,
  TIMED_OUT,
  CANCELED,
  /** Refused before it began, for example by the concurrency limit of its job. */
  SKIPPED,
  UPSTREAM_FAILED,
  UPSTREAM_CANCELED,
  EXCLUDED,
  /** Databricks itself failed: lost, internal error, cloud failure. */
  INTERNAL_ERROR;

  /** Whether the tasks that failed can be run again within the same run. */
  public boolean repairable() {
    return this == FAILED || this == TIMED_OUT || this == CANCELED || this == UPSTREAM_FAILED;
  }
}
