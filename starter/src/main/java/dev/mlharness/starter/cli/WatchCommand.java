package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.Outcomes;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "watch",
    description = "Shows a pipeline live until it ends; the exit code says how.")
final class WatchCommand extends PipelineCommand {
  @Mixin private Junit junit;

  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    PipelineStatus status = new Follower(console(), pipelines, id()).until(now -> false);
    junit.write(surroundings(), pipelines, id(), status);
    if (json() || !console().terminal()) {
      answer(pipelines, status);
    }
    return status.result() == null ? ExitCode.FAILED : Outcomes.exitCode(status.result());
  }
}
