package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import picocli.CommandLine.Command;

@Command(
    name = "pause",
    description = "Lets the stage that runs finish, and begins no other until resume.")
final class PauseCommand extends PipelineAction {
  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    pipeline.pause();
    return answer(temporal, pipeline.status());
  }
}
