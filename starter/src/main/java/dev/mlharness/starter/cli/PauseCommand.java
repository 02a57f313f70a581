package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Command;

@Command(
    name = "pause",
    description = "Lets the stage that runs finish, and begins no other until resume.")
final class PauseCommand extends PipelineCommand {
  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    return answer(pipelines, pipelines.pause(id()));
  }
}
