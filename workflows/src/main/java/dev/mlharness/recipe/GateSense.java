package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Durations;
import java.time.Duration;
import java.util.Optional;

/** What makes no sense in the times of a gate. */
final class GateSense {
  private static final String TIMEOUT = "/timeout";
  private static final JsonPointer PRESET =
      JsonPointer.compile("/$defs/approve/properties/timeout/default");

  /** A gate that reminds more often than this reminds nobody. */
  private static final int MOST_REMINDERS = 100;

  private GateSense() {}

  static void check(Findings findings) {
    JsonNode gate = findings.at("/approve");
    Duration open =
        duration(gate.at(TIMEOUT)).or(() -> duration(RecipeSchema.at(PRESET))).orElseThrow();
    duration(gate.path("remind")).ifPresent(every -> reminders(findings, every, open));
    duration(gate.at("/escalate/after"))
        .filter(after -> after.compareTo(open) >= 0)
        .ifPresent(
            after ->
                findings.add(
                    "/approve/escalate/after",
                    "the gate is open for %s only, so nobody would ever be told"
                        .formatted(Durations.format(open)),
                    "write less than timeout"));
    duration(gate.path("evidence_life"))
        .filter(life -> life.compareTo(open) <= 0)
        .ifPresent(
            life ->
                findings.add(
                    "/approve/evidence_life",
                    "the evidence would expire while people decide on it: the gate is open for "
                        + Durations.format(open),
                    "write more than timeout"));
  }

  private static void reminders(Findings findings, Duration every, Duration open) {
    if (every.compareTo(open) >= 0) {
      findings.add(
          "/approve/remind",
          "the gate is open for %s only, so it would never remind"
              .formatted(Durations.format(open)),
          "write less than timeout");
    } else if (open.toMillis() / every.toMillis() > MOST_REMINDERS) {
      findings.add(
          "/approve/remind",
          "the gate would remind more than %d times".formatted(MOST_REMINDERS),
          "write at least " + Durations.format(open.dividedBy(MOST_REMINDERS)));
    }
  }

  /** Empty when it is not there, or the schema complains of it already. */
  private static Optional<Duration> duration(JsonNode text) {
    try {
      return text.isTextual() ? Optional.of(Durations.parse(text.textValue())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
