package dev.mlharness.starter.schedule;

import io.temporal.client.schedules.ScheduleHandle;
import picocli.CommandLine.Command;

@Command(name = "trigger", description = "Fires a schedule now, by its own overlap rule.")
final class TriggerCommand extends ScheduleAction {
  @Override
  String run(ScheduleHandle schedule) {
    schedule.trigger();
    return "triggered";
  }
}
