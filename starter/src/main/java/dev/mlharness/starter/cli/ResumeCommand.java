package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused pipeline go on.")
final class ResumeCommand extends PipelineCommand {
  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    return answer(pipelines, pipelines.resume(id()));
  }
}
