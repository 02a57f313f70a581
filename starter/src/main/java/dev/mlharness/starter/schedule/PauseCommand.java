package dev.mlharness.starter.schedule;

import io.temporal.client.schedules.ScheduleHandle;
import picocli.CommandLine.Command;

@Command(name = "pause", description = "Lets a schedule fire no more until resume.")
final class PauseCommand extends ScheduleAction {
  @Override
  String run(ScheduleHandle schedule) {
    schedule.pause();
    return "paused";
  }
}
