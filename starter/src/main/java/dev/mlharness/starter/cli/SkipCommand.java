package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import picocli.CommandLine.Command;

@Command(
    name = "skip",
    description =
        "Goes on without the stage at which a pipeline is held: test, unless the recipe says skippable: false, or validate in mode report.")
final class SkipCommand extends PipelineAction {
  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    return answer(temporal, pipeline.skip());
  }
}
