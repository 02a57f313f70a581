package dev.mlharness.starter.report;

import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.starter.console.ExitCode;

/** What the end of a pipeline means to people and to the shell. */
public final class Outcomes {
  private Outcomes() {}

  public static boolean reached(PipelineResult result) {
    return result.outcome() == Outcome.DEPLOYED || result.outcome() == Outcome.REPRODUCED;
  }

  public static ExitCode exitCode(PipelineResult result) {
    return switch (result.outcome()) {
      case DEPLOYED, REPRODUCED -> ExitCode.DONE;
      case REJECTED, REFUSED -> ExitCode.REJECTED_OR_HELD;
      case VALIDATION_FAILED,
          FAILED,
          ROLLED_BACK,
          ABORTED,
          CANCELLED,
          DIFFERS,
          COMPENSATION_FAILED ->
          ExitCode.FAILED;
    };
  }

  static String word(Outcome outcome) {
    return outcome.word().replace('_', ' ');
  }
}
