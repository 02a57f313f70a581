package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one pipeline. */
abstract class PipelineAction extends Action {
  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the pipeline.")
  private String id;

  /** Does the work. */
  abstract ExitCode run(Temporal temporal, TrainValidateDeploy pipeline);

  @Override
  protected final ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      if (needsAnswer()) {
        temporal.requireWorker(TaskQueues.HARNESS);
      }
      return run(temporal, temporal.client().newWorkflowStub(TrainValidateDeploy.class, id));
    }
  }

  /** Whether the pipeline itself must answer, which takes a worker. */
  boolean needsAnswer() {
    return true;
  }

  final String id() {
    return id;
  }
}
