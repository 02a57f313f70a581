package dev.mlharness.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What shall be recorded. Never holds a secret.
 *
 * @param key the same for the same event, however often it is reported; it is recorded once
 * @param subject what it was done to: {@code alias champion of main.demo.wine}
 * @param evidence digest of what it was based on: evidence, or manifest; null: nothing
 * @param outcome one word, or a short sentence
 * @param detail whatever else is worth knowing; long values are cut
 */
public record AuditEvent(
    String key,
    AuditKind kind,
    Actor actor,
    Place place,
    String subject,
    @Nullable String evidence,
    String outcome,
    Map<String, String> detail) {
  private static final int LONGEST = 1_000;

  public AuditEvent {
    if (key.isBlank()) {
      throw new IllegalArgumentException("an event needs a key, or a retry would record it twice");
    }
    subject = shortened(subject);
    outcome = shortened(outcome);
    Map<String, String> kept = new TreeMap<>();
    detail.forEach((name, value) -> kept.put(name, shortened(value)));
    detail = Map.copyOf(kept);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
