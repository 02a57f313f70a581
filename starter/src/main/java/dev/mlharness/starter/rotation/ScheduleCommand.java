package dev.mlharness.starter.rotation;

import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.cron.CronAction;
import dev.mlharness.starter.cron.Upkeep;
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
    try (Temporal temporal = connect()) {
      new Rotations(temporal).mustKnow(name);
      Upkeep rotation = Rotations.upkeep(name);
      Instant next = schedule(temporal, rotation);
      say(new Scheduled(rotation.id(), name, next), rotation.id(), next);
      return ExitCode.DONE;
    }
  }

  private record Scheduled(String schedule, String secret, @Nullable Instant next) {}
}
