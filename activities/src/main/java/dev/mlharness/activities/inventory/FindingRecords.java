package dev.mlharness.activities.inventory;

import dev.mlharness.access.Access;
import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.Place;
import dev.mlharness.identity.audit.AuditDifference;
import dev.mlharness.identity.audit.IdentityFinding;
import dev.mlharness.identity.audit.Rule;
import dev.mlharness.identity.audit.SeverityCounts;
import dev.mlharness.recipe.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Findings in the audit store: one record when one is new, one when it is mended, and one for each
 * audit. What stands follows from them, so no audit need be kept elsewhere.
 */
final class FindingRecords {
  static final String FOUND = "found";
  static final String MENDED = "mended";
  static final String AUDIT = "identities of workspace ";

  private final AuditStore store;

  FindingRecords(AuditStore store) {
    this.store = store;
  }

  /**
   * What stood after the audit before.
   *
   * @param run the workflow run of this audit, whose own records do not count
   */
  Last last(String workspace, String run) {
    Map<String, IdentityFinding> standing = new LinkedHashMap<>();
    @Nullable Instant when = null;
    AuditQuery query =
        new AuditQuery(Set.of(AuditKind.FINDING), null, Order.OLDEST_FIRST, null, AuditQuery.PAGE);
    AuditPage page;
    do {
      page = store.read(query);
      for (AuditRecord record : page.records()) {
        if (workspace.equals(record.event().place().workspace())
            && !run.equals(record.event().detail().get("run"))) {
          when = record.moment();
          apply(record.event(), standing);
        }
      }
      query = query.from(page.next());
    } while (page.next() != null);
    return new Last(when, List.copyOf(standing.values()));
  }

  private static void apply(AuditEvent event, Map<String, IdentityFinding> standing) {
    rule(event)
        .ifPresent(
            rule -> {
              String key = rule.id() + " " + event.subject();
              if (event.outcome().equals(FOUND)) {
                standing.put(key, finding(rule, event));
              } else {
                standing.remove(key);
              }
            });
  }

  private static IdentityFinding finding(Rule rule, AuditEvent event) {
    return new IdentityFinding(
        rule,
        event.subject(),
        event.detail().getOrDefault("evidence", ""),
        event.detail().getOrDefault("mend", ""));
  }

  /** Empty for the record of an audit, and for a rule that is no more. */
  private static Optional<Rule> rule(AuditEvent event) {
    String id = event.detail().get("rule");
    return Arrays.stream(Rule.values()).filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** Records what changed, and that there was an audit: all, or nothing. */
  void keep(Access auditor, Actor actor, Place place, String run, AuditDifference difference) {
    List<AuditEvent> events = new ArrayList<>();
    difference.fresh().forEach(each -> events.add(event(actor, place, run, each, FOUND)));
    difference.gone().forEach(each -> events.add(event(actor, place, run, each, MENDED)));
    SeverityCounts counts = SeverityCounts.of(difference.standing());
    events.add(
        new AuditEvent(
            "audit:" + run + ":" + auditor.workspace(),
            AuditKind.FINDING,
            actor,
            place,
            AUDIT + auditor.workspace(),
            null,
            counts.words(),
            Map.of(
                "run", run,
                "high", String.valueOf(counts.high()),
                "medium", String.valueOf(counts.medium()),
                "low", String.valueOf(counts.low()))));
    store.record(events);
  }

  private static AuditEvent event(
      Actor actor, Place place, String run, IdentityFinding finding, String outcome) {
    return new AuditEvent(
        "finding:"
            + Digest.of(
                List.of(
                    run,
                    String.valueOf(place.workspace()),
                    finding.rule().id(),
                    finding.subject(),
                    outcome)),
        AuditKind.FINDING,
        actor,
        place,
        finding.subject(),
        null,
        outcome,
        Map.of(
            "rule", finding.rule().id(),
            "severity", finding.severity().word(),
            "evidence", finding.evidence(),
            "mend", finding.mend(),
            "run", run));
  }

  /**
   * The audit before.
   *
   * @param when null: there was none
   */
  record Last(@Nullable Instant when, List<IdentityFinding> standing) {}
}
