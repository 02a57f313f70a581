package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Durations;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** What makes no sense in a schedule. */
final class ScheduleSense {
  /** Temporal makes a shorter window this long, silently. */
  private static final Duration SHORTEST_CATCHUP = Duration.ofSeconds(10);

  private ScheduleSense() {}

  static void check(Findings findings) {
    JsonNode cron = findings.at("/schedule/cron");
    if (cron.isTextual()) {
      Cron.problem(cron.textValue())
          .ifPresent(
              message ->
                  findings.add(
                      "/schedule/cron", message, "for example: 0 3 * * MON (Mondays, 3:00)"));
    }
    zone(findings);
    catchup(findings);
  }

  private static void zone(Findings findings) {
    String zone = findings.at("/schedule/timezone").asText();
    if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
      Optional<String> near = NearestWord.of(zone, ZoneId.getAvailableZoneIds());
      findings.add(
          "/schedule/timezone",
          "'" + zone + "' is not an IANA time zone",
          near.map(name -> "did you mean '" + name + "'?").orElse("for example: Europe/Berlin"));
    }
  }

  private static void catchup(Findings findings) {
    JsonNode catchup = findings.at("/schedule/catchup");
    try {
      if (catchup.isTextual()
          && Durations.parse(catchup.textValue()).compareTo(SHORTEST_CATCHUP) < 0) {
        findings.add("/schedule/catchup", "must be at least 10s; found " + catchup.asText(), null);
      }
    } catch (IllegalArgumentException notADuration) {
      return; // The schema says so.
    }
  }
}
