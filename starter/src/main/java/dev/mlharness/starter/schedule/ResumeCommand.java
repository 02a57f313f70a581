package dev.mlharness.starter.schedule;

import io.temporal.client.schedules.ScheduleHandle;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused schedule fire again.")
final class ResumeCommand extends ScheduleAction {
  @Override
  String run(ScheduleHandle schedule) {
    schedule.unpause();
    return "resumed";
  }
}
