package dev.mlharness.starter.way;

import dev.mlharness.starter.console.CommandFailure;

/** A model that the harness has promoted no version of. */
final class UnknownModel {
  private UnknownModel() {}

  static CommandFailure of(String model, Throwable cause) {
    CommandFailure failure =
        CommandFailure.missing(
            "the harness has promoted no version of " + model + " yet, and knows nothing of it",
            "./harness adopt " + model + " --version N, if it is in production already");
    failure.initCause(cause);
    return failure;
  }
}
