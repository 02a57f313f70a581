package dev.mlharness.starter.cli;

import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.WorkspaceOption;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.lineage.Reproductions;
import dev.mlharness.starter.lineage.Traces;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reproduce",
    description =
        "Trains a version again from its manifest, and compares the metrics. Registers and deploys nothing.")
final class ReproduceCommand extends Action {
  @Mixin private Connection connection;
  @Mixin private WorkspaceOption workspace;
  @Mixin private Person person;

  @Parameters(
      index = "0",
      paramLabel = "MODEL[@ALIAS|/VERSION]",
      description = "The version. Default: @champion.")
  private String version;

  @Option(
      names = "--tolerance",
      paramLabel = "NUMBER",
      description = "How far apart a metric may be, in its own unit. Default: 0.01.")
  private double tolerance = Reproductions.TOLERANCE;

  @Option(
      names = "--wait",
      description = "Waits for the end; exit code 0 when it was reproduced. Stops when held.")
  private boolean wait;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Id of the pipeline: letters, digits, '.', '_', '-'. Default: the recipe's name, the time and 4 digits.")
  private @Nullable String id;

  @Override
  protected ExitCode run() {
    Reproductions.check(tolerance);
    TraceTarget target = Traces.target(workspace.name(), version, null);
    try (Way way = Way.open(connection, surroundings())) {
      Pipelines pipelines = way.pipelines();
      Begun begun =
          new Begun(
              console(), pipelines, pipelines.reproduce(target, tolerance, id, person), json());
      return wait ? begun.end(status -> {}) : begun.told();
    }
  }
}
