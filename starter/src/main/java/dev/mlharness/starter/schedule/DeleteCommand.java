package dev.mlharness.starter.schedule;

import dev.mlharness.starter.way.Schedules;
import picocli.CommandLine.Command;

@Command(name = "delete", description = "Deletes a schedule. Pipelines that it started go on.")
final class DeleteCommand extends ScheduleAction {
  @Override
  String run(Schedules schedules, String schedule) {
    schedules.delete(schedule);
    return "deleted";
  }
}
