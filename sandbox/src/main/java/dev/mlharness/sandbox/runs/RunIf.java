package dev.mlharness.sandbox.runs;

import java.util.Collection;

/** What must be true of the tasks before it, once they have ended, for a task to run. */
public enum RunIf {
  ALL_SUCCESS,
  ALL_DONE,
  ALL_FAILED,
  AT_LEAST_ONE_SUCCESS,
  AT_LEAST_ONE_FAILED,
  NONE_FAILED;

  boolean allows(Collection<Outcome> dependencies) {
    if (dependencies.isEmpty()) {
      return true;
    }
    boolean someSucceeded = dependencies.stream().anyMatch(Outcome::succeeded);
    boolean allSucceeded = dependencies.stream().allMatch(Outcome::succeeded);
    return switch (this) {
      case ALL_SUCCESS -> allSucceeded;
      case ALL_DONE -> true;
      case ALL_FAILED -> !someSucceeded;
      case AT_LEAST_ONE_SUCCESS -> someSucceeded;
      case AT_LEAST_ONE_FAILED -> !allSucceeded;
      case NONE_FAILED -> someSucceeded && noneFailed(dependencies);
    };
  }

  /** What a task ends as that this condition keeps from running. */
  Outcome refusal(Collection<Outcome> dependencies) {
    if (this != ALL_SUCCESS) {
      return Outcome.EXCLUDED;
    }
    if (dependencies.contains(Outcome.CANCELED)
        || dependencies.contains(Outcome.UPSTREAM_CANCELED)) {
      return Outcome.UPSTREAM_CANCELED;
    }
    return noneFailed(dependencies) ? Outcome.EXCLUDED : Outcome.UPSTREAM_FAILED;
  }

  private static boolean noneFailed(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .allMatch(outcome -> outcome.succeeded() || outcome == Outcome.EXCLUDED);
  }
}
