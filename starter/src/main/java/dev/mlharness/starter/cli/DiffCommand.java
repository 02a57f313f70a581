package dev.mlharness.starter.cli;

import dev.mlharness.comparison.VersionDiff;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.WorkspaceOption;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.lineage.Traces;
import dev.mlharness.starter.report.DiffText;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description =
        "What changed between two versions: code, data, parameters, environment, identity, metrics.")
final class DiffCommand extends Action {
  @Mixin private Connection connection;
  @Mixin private WorkspaceOption workspace;

  @Parameters(
      index = "0",
      paramLabel = "MODEL[@ALIAS|/VERSION]",
      description = "The one before. Default: @champion.")
  private String before;

  @Parameters(
      index = "1",
      paramLabel = "MODEL[@ALIAS|/VERSION]",
      description = "The one after; of the same model, VERSION or @ALIAS is enough.")
  private String after;

  @Override
  protected ExitCode run() {
    TraceTarget first = Traces.target(workspace.name(), before, null);
    TraceTarget second = Traces.other(first, after);
    try (Way way = Way.open(connection, surroundings())) {
      VersionDiff diff = way.recipes().diff(first, second);
      if (json()) {
        console().json(diff);
      } else {
        DiffText.lines(console(), diff).forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }
}
