package dev.mlharness.starter.cli;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.pipelines.PipelineQuery;
import dev.mlharness.starter.pipelines.PipelineRow;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Way;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists pipelines: those that run, then the last to end.")
final class ListCommand extends Action {
  @Mixin private Connection connection;

  @Option(names = "--model", paramLabel = "MODEL", description = "Only those of this model.")
  private @Nullable String model;

  @Option(names = "--open", description = "Only those that have not ended.")
  private boolean open;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int limit;

  @Override
  protected ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      List<PipelineRow> rows = way.pipelines().list(PipelineQuery.of(model, open), limit);
      if (json()) {
        console().json(rows);
      } else if (rows.isEmpty()) {
        console().print("no pipelines; ./harness run RECIPE starts one");
      } else {
        table(rows).lines().forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }

  private static Table table(List<PipelineRow> rows) {
    Table table = Table.of("pipeline", "model", "stage", "state", "version", "started", "took");
    for (PipelineRow row : rows) {
      table.row(
          row.pipeline(),
          text(row.model()),
          text(row.stage()),
          text(row.outcome() == null ? row.status() : row.outcome()),
          text(row.version()),
          Moments.at(row.started()),
          Moments.span(row.took()));
    }
    return table;
  }

  private static String text(@Nullable String value) {
    return value == null ? "–" : value;
  }
}
