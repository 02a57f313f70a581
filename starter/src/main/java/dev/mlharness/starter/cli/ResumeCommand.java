package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused pipeline go on.")
final class ResumeCommand extends PipelineAction {
  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    pipeline.resume();
    return answer(temporal, pipeline.status());
  }
}
