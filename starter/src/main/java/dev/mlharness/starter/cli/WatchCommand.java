package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.Outcomes;
import dev.mlharness.starter.way.Pipelines;
import picocli.CommandLine.Command;

@Command(
    name = "watch",
    description = "Shows a pipeline live until it ends; the exit code says how.")
final class WatchCommand extends PipelineCommand {
  @Override
  ExitCode run(Pipelines pipelines) {
    PipelineStatus status = new Follower(console(), pipelines, id()).until(now -> false);
    if (json() || !console().terminal()) {
      answer(pipelines, status);
    }
    return status.result() == null ? ExitCode.FAILED : Outcomes.exitCode(status.result());
  }
}
