package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "abort",
    description =
        "Gives a pipeline up, held or not: stops its run, undoes what it changed, and ends it.")
final class AbortCommand extends PipelineCommand {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why. Kept with the outcome.")
  private @Nullable String reason;

  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    return answer(pipelines, pipelines.abort(id(), reason));
  }
}
