package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import io.temporal.client.schedules.ScheduleHandle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Lets a paused schedule fire again.")
final class ResumeCommand extends ScheduleAction {
  @Mixin private Person person;

  @Override
  String run(ScheduleHandle schedule) {
    schedule.unpause("resumed by " + person.name(surroundings()));
    return "resumed";
  }
}
