package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import io.temporal.client.schedules.ScheduleHandle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "pause", description = "Lets a schedule fire no more until resume.")
final class PauseCommand extends ScheduleAction {
  @Mixin private Person person;

  @Override
  String run(ScheduleHandle schedule) {
    schedule.pause("paused by " + person.name(surroundings()));
    return "paused";
  }
}
