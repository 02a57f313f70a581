package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.way.Schedules;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "backfill",
    description =
        "Fires a schedule for a time that has passed, as often as it would have fired then.")
final class BackfillCommand extends ScheduleAction {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "From when, exclusive, with its offset: 2026-11-01T00:00Z.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      description = "Until when, inclusive.")
  private String to;

  @Option(
      names = "--overlap",
      paramLabel = "RULE",
      description =
          "buffer_all: one after the other; allow_all: all at once; skip; buffer_one; cancel_other."
              + " Default: buffer_all.")
  private @Nullable String overlap;

  @Override
  String run(Schedules schedules, String schedule) {
    schedules.backfill(schedule, new Backfill(time("--from", from), time("--to", to), overlap));
    return "backfilled";
  }

  private static Instant time(String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "%s: '%s' is no time with an offset".formatted(option, text),
          "write it as 2026-11-01T00:00Z or 2026-11-01T01:00+01:00");
    }
  }
}
