package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.way.Schedules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "pause", description = "Lets a schedule fire no more until resume.")
final class PauseCommand extends ScheduleAction {
  @Mixin private Person person;

  @Option(
      names = "--note",
      paramLabel = "WORDS",
      description = "Why, for those who find it paused.")
  private @Nullable String note;

  @Override
  String run(Schedules schedules, String schedule) {
    schedules.pause(schedule, person, note);
    return "paused";
  }
}
