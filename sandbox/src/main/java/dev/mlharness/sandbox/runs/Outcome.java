package dev.mlharness.sandbox.runs;

/**
 * How a task or a run ended, in the words of both of Databricks' vocabularies: {@code state} (life
 * cycle and result) and {@code status} (termination code and type).
 */
public enum Outcome {
  SUCCESS("TERMINATED", "SUCCESS", "SUCCESS", "SUCCESS"),
  SUCCESS_WITH_FAILURES("TERMINATED", "SUCCESS_WITH_FAILURES", "SUCCESS_WITH_FAILURES", "SUCCESS"),
  FAILED("TERMINATED", "FAILED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
  CANCELED("TERMINATED", "CANCELED", "USER_CANCELED", "CLIENT_ERROR"),
  TIMEDOUT("TERMINATED", "TIMEDOUT", "CANCELED", "CLIENT_ERROR"),
  UPSTREAM_FAILED("TERMINATED", "UPSTREAM_FAILED", "SKIPPED", "CLIENT_ERROR"),
  UPSTREAM_CANCELED("TERMINATED", "UPSTREAM_CANCELED", "SKIPPED", "CLIENT_ERROR"),
  EXCLUDED("TERMINATED", "EXCLUDED", "SKIPPED", "SUCCESS"),
  CHECKOUT_FAILED("INTERNAL_ERROR", "FAILED", "REPOSITORY_CHECKOUT_FAILED", "CLIENT_ERROR"),
  FILE_MISSING("INTERNAL_ERROR", "FAILED", "RESOURCE_NOT_FOUND", "CLIENT_ERROR"),
  UNAUTHORIZED("INTERNAL_ERROR", "FAILED", "UNAUTHORIZED_ERROR", "CLIENT_ERROR"),
  LOST("INTERNAL_ERROR", "FAILED", "CLUSTER_ERROR", "CLOUD_FAILURE"),
  INTERNAL_ERROR("INTERNAL_ERROR", "FAILED", "INTERNAL_ERROR", "INTERNAL_ERROR");

  private final String lifeCycleState;
  private final String resultState;
  private final String terminationCode;
  private final String terminationType;

  Outcome(
      String lifeCycleState, String resultState, String terminationCode, String terminationType) {
    this.lifeCycleState = lifeCycleState;
    this.resultState = resultState;
    this.terminationCode = terminationCode;
    this.terminationType = terminationType;
  }

  boolean succeeded() {
    return this == SUCCESS || this == SUCCESS_WITH_FAILURES;
  }

  /** Whether the task itself failed, and not only for what came before it. */
  boolean failedItself() {
    return !succeeded() && this != UPSTREAM_FAILED && this != UPSTREAM_CANCELED && this != EXCLUDED;
  }

  String lifeCycleState() {
    return lifeCycleState;
  }

  String resultState() {
    return resultState;
  }

  String terminationCode() {
    return terminationCode;
  }

  String terminationType() {
    return terminationType;
  }
}
