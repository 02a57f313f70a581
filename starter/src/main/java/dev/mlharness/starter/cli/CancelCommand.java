package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import picocli.CommandLine.Command;

@Command(
    name = "cancel",
    description = "Asks a pipeline to stop: its run is stopped, and what it changed is undone.")
final class CancelCommand extends PipelineAction {
  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    temporal.client().newUntypedWorkflowStub(id()).cancel();
    if (json()) {
      console().json(new Asked(id(), true));
    } else {
      console().print("asked " + id() + " to stop");
      console().print("next: ./harness watch " + id());
    }
    return ExitCode.DONE;
  }

  @Override
  boolean needsAnswer() {
    return false;
  }

  private record Asked(String pipeline, boolean cancelRequested) {}
}
