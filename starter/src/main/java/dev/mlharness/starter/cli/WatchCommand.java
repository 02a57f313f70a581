package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.Outcomes;
import picocli.CommandLine.Command;

@Command(
    name = "watch",
    description = "Shows a pipeline live until it ends; the exit code says how.")
final class WatchCommand extends PipelineAction {
  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    PipelineStatus status = new Follower(console(), temporal, id()).until(now -> false);
    if (json() || !console().terminal()) {
      answer(temporal, status);
    }
    return status.result() == null ? ExitCode.FAILED : Outcomes.exitCode(status.result());
  }
}
