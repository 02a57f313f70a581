package dev.mlharness.rollout;

/** Leaves the course before its end. */
final class Stop extends RuntimeException {
  private final RolloutOutcome outcome;

  Stop(RolloutOutcome outcome, String reason) {
    super(reason);
    this.outcome = outcome;
  }

  RolloutOutcome outcome() {
    return outcome;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
