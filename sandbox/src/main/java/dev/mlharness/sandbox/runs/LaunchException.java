package dev.mlharness.sandbox.runs;

/** A task could not be started. */
final class LaunchException extends Exception {

  private final Outcome outcome;

  LaunchException(Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  /** What the task ends as. */
  Ending ending() {
    return Ending.now(outcome, String.valueOf(getMessage()));
  }
}
