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

  /** Does the work, if pipelines are all that is asked about. */
  ExitCode run(Pipelines pipelines) {
    throw new UnsupportedOperationException("a command does its work one way or the other");
  }

  /** Does the work. */
  ExitCode run(Way way) {
    return run(way.pipelines());
  }

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
