package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Command;

@Command(
    name = "cancel",
    description = "Asks a pipeline to stop: its run is stopped, and what it changed is undone.")
final class CancelCommand extends PipelineCommand {
  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    pipelines.cancel(id());
    if (json()) {
      console().json(new Asked(id(), true));
    } else {
      console().print("asked " + id() + " to stop");
      console().print("next: ./harness watch " + id());
    }
    return ExitCode.DONE;
  }

  private record Asked(String pipeline, boolean cancelRequested) {}
}
