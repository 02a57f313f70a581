package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "abort",
    description =
        "Gives a pipeline up, held or not: stops its run, undoes what it changed, and ends it.")
final class AbortCommand extends PipelineAction {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why. Kept with the outcome.")
  private @Nullable String reason;

  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    return answer(temporal, pipeline.abort(reason));
  }
}
