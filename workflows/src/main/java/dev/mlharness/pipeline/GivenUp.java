package dev.mlharness.pipeline;

/** Leaves the stages: nobody will mend what failed. */
final class GivenUp extends RuntimeException {
  private final Outcome outcome;

  GivenUp(Outcome outcome, String reason) {
    super(reason);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
