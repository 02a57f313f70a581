package dev.mlharness.starter.cli;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.WorkspaceOption;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.lineage.Traces;
import dev.mlharness.starter.report.TraceText;
import dev.mlharness.starter.way.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "trace",
    description = "Goes from a model or an endpoint back to the recipe, its code, data and people.")
final class TraceCommand extends Action {
  @Mixin private Connection connection;
  @Mixin private WorkspaceOption workspace;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL[@ALIAS|/VERSION]",
      description = "The model, at an alias or a version. Default: @champion.")
  private @Nullable String model;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      description = "Begin at a serving endpoint instead.")
  private @Nullable String endpoint;

  @Override
  protected ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      Lineage lineage = way.recipes().trace(Traces.target(workspace.name(), model, endpoint));
      if (json()) {
        console().json(lineage);
      } else {
        TraceText.lines(console(), lineage).forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }
}
