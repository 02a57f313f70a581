package dev.mlharness.starter.schedule;

import io.temporal.client.schedules.ScheduleHandle;
import picocli.CommandLine.Command;

@Command(name = "delete", description = "Deletes a schedule. Pipelines that it started go on.")
final class DeleteCommand extends ScheduleAction {
  @Override
  String run(ScheduleHandle schedule) {
    schedule.delete();
    return "deleted";
  }
}
