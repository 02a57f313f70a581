package dev.mlharness.starter.rotation;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.cron.CronAction;
import dev.mlharness.starter.way.Way;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "schedule",
    description =
        "Lets a secret be rotated by itself. ./harness schedule pause, resume, trigger and delete"
            + " rotate-NAME do the rest.")
final class ScheduleCommand extends CronAction {
  @Parameters(index = "0", paramLabel = "NAME", description = "The secret, as it is configured.")
  private String name;

  @Override
  protected ExitCode run() {
    try (Way way = connect()) {
      String rotation = Rotations.upkeep(name).id();
      Instant next = way.secrets().schedule(name, times());
      say(new Scheduled(rotation, name, next), rotation, next);
      return ExitCode.DONE;
    }
  }

  private record Scheduled(String schedule, String secret, @Nullable Instant next) {}
}
