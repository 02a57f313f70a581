package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Command;

@Command(
    name = "skip",
    description =
        "Goes on without the stage at which a pipeline is held: test, unless the recipe says skippable: false, or validate in mode report.")
final class SkipCommand extends PipelineCommand {
  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    return answer(pipelines, pipelines.skip(id()));
  }
}
