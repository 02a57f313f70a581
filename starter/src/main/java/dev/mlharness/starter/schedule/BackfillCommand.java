package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.CommandFailure;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleHandle;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
  private String overlap = "buffer_all";

  @Override
  String run(ScheduleHandle schedule) {
    Instant begin = time("--from", from);
    Instant end = time("--to", to);
    if (!begin.isBefore(end)) {
      throw CommandFailure.usage("--from must be before --to", null);
    }
    schedule.backfill(List.of(new ScheduleBackfill(begin, end, Schedules.overlap(overlap))));
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
