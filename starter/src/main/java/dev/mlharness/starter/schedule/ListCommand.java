package dev.mlharness.starter.schedule;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Way;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the schedules of recipes.")
final class ListCommand extends Action {
  @Mixin private Connection connection;

  @Override
  protected ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      List<ScheduleRow> rows = way.schedules().list();
      if (json()) {
        console().json(rows);
      } else if (rows.isEmpty()) {
        console().print("no schedules; ./harness schedule apply RECIPE makes one");
      } else {
        table(rows).lines().forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }

  private static Table table(List<ScheduleRow> rows) {
    Table table = Table.of("schedule", "model", "state", "next");
    for (ScheduleRow row : rows) {
      table.row(
          row.schedule(),
          row.model() == null ? "–" : row.model(),
          row.paused() ? "paused" : "active",
          row.next() == null ? "–" : Moments.at(row.next()));
    }
    return table;
  }
}
