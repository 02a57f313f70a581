package dev.mlharness.starter.cron;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Way;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes or changes the schedule of a piece of upkeep. */
public abstract class CronAction extends Action {
  @Mixin private Connection connection;

  @Option(
      names = "--cron",
      required = true,
      paramLabel = "CRON",
      description = "When: '0 6 * * *' is at six every day.")
  private String cron;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "As in Europe/Berlin. Default: ${DEFAULT-VALUE}.")
  private String timezone;

  protected final Way connect() {
    return Way.open(connection, surroundings());
  }

  protected final Times times() {
    return new Times(cron, timezone);
  }

  /** The answer, for people or, as given, for programs. */
  protected final void say(Object forPrograms, String id, @Nullable Instant next) {
    if (json()) {
      console().json(forPrograms);
    } else {
      console()
          .print("scheduled %s, next %s".formatted(id, next == null ? "never" : Moments.at(next)));
    }
  }
}
