package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import picocli.CommandLine.Command;

@Command(
    name = "retry",
    description = "Tries the stage at which a pipeline is held again; only its failed tasks.")
final class RetryCommand extends PipelineAction {
  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    return answer(temporal, pipeline.retry());
  }
}
