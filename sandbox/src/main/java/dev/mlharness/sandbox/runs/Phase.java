package dev.mlharness.sandbox.runs;

/** How far a task or a run is, in the words of Databricks' {@code status.state}. */
public enum Phase {
  BLOCKED,
  PENDING,
  QUEUED,
  RUNNING,
  TERMINATING,
  TERMINATED
}
