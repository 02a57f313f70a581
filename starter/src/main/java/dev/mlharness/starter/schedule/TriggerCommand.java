package dev.mlharness.starter.schedule;

import dev.mlharness.starter.way.Schedules;
import picocli.CommandLine.Command;

@Command(name = "trigger", description = "Fires a schedule now, by its own overlap rule.")
final class TriggerCommand extends ScheduleAction {
  @Override
  String run(Schedules schedules, String schedule) {
    schedules.trigger(schedule);
    return "triggered";
  }
}
