package dev.mlharness.starter.checks;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Way;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the models that are watched.")
final class ListCommand extends Action {
  @Mixin private Connection connection;

  @Override
  protected ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      List<WatchRow> rows = way.checks().list();
      if (json()) {
        console().json(rows);
      } else if (rows.isEmpty()) {
        console().print("no model is watched; a recipe with watch: begins it when it deploys");
      } else {
        table(rows).lines().forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }

  private static Table table(List<WatchRow> rows) {
    Table table = Table.of("model", "version", "rules", "since", "watch");
    for (WatchRow row : rows) {
      table.row(
          text(row.model()),
          text(row.version()),
          text(row.rules()),
          Moments.at(row.since()),
          row.watch());
    }
    return table;
  }

  private static String text(@Nullable String value) {
    return value == null ? "–" : value;
  }
}
