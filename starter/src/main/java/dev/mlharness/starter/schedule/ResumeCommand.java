package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.way.Schedules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Lets a paused schedule fire again.")
final class ResumeCommand extends ScheduleAction {
  @Mixin private Person person;

  @Override
  String run(Schedules schedules, String schedule) {
    schedules.resume(schedule, person);
    return "resumed";
  }
}
