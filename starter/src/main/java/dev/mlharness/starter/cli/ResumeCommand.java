package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused pipeline go on.")
final class ResumeCommand extends PipelineCommand {
  @Override
  ExitCode run(Pipelines pipelines) {
    return answer(pipelines, pipelines.resume(id()));
  }
}
