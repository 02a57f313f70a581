package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one pipeline. */
abstract class PipelineCommand extends Action {
  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the pipeline.")
  private String id;

  /** Does the work. */
  abstract ExitCode run(Way way);

  @Override
  protected final ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      return run(way);
    }
  }

  final String id() {
    return id;
  }

  final ExitCode answer(Pipelines pipelines, PipelineStatus status) {
    new Answer(console(), id, pipelines.page(id).orElse(null)).give(status, json());
    return ExitCode.DONE;
  }
}
