package dev.mlharness.starter.schedule;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the schedules of recipes.")
final class ListCommand extends Action {
  @Mixin private Connection connection;

  @Override
  protected ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      List<Row> rows =
          temporal.schedules().listSchedules().filter(ListCommand::ours).map(Row::of).toList();
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

  private static boolean ours(ScheduleListDescription schedule) {
    return schedule.getSchedule() != null
        && schedule.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow action
        && action.getWorkflow().equals("TrainValidateDeploy");
  }

  private static Table table(List<Row> rows) {
    Table table = Table.of("schedule", "model", "state", "next");
    for (Row row : rows) {
      table.row(
          row.schedule,
          row.model == null ? "–" : row.model,
          row.paused ? "paused" : "active",
          row.next == null ? "–" : Moments.at(row.next));
    }
    return table;
  }

  private record Row(
      String schedule, @Nullable String model, boolean paused, @Nullable Instant next) {

    static Row of(ScheduleListDescription schedule) {
      List<Instant> next = schedule.getInfo().getNextActionTimes();
      return new Row(
          schedule.getScheduleId(),
          (String) schedule.getMemo("model", String.class),
          schedule.getSchedule().getState().isPaused(),
          next.isEmpty() ? null : next.get(0));
    }
  }
}
