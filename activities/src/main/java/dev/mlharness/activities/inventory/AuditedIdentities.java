package dev.mlharness.activities.inventory;

import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.identity.audit.SeverityCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the last audit of each workspace found, as the audit store has it. */
public final class AuditedIdentities {
  private final AuditStore store;

  public AuditedIdentities(AuditStore store) {
    this.store = store;
  }

  /**
   * By the workspace's name.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when the store does not
   *     answer
   */
  public Map<String, Standing> last() {
    Map<String, Standing> last = new HashMap<>();
    for (AuditRecord record : store.latest(FindingRecords.AUDIT)) {
      AuditEvent event = record.event();
      last.put(
          String.valueOf(event.place().workspace()),
          new Standing(
              record.moment(),
              new SeverityCounts(
                  number(event, "high"), number(event, "medium"), number(event, "low"))));
    }
    return last;
  }

  private static int number(AuditEvent event, String severity) {
    return Integer.parseInt(event.detail().getOrDefault(severity, "0"));
  }

  /** How many findings stood when. */
  public record Standing(Instant when, SeverityCounts counts) {}
}
