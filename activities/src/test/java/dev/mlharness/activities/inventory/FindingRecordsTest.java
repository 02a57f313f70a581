package dev.mlharness.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.activities.audit.AuditDatabase;
import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.identity.audit.AuditDifference;
import dev.mlharness.identity.audit.IdentityFinding;
import dev.mlharness.identity.audit.Rule;
import dev.mlharness.identity.audit.SeverityCounts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingRecordsTest {
  private static final IdentityFinding OLD =
      new IdentityFinding(Rule.SECRET_OLD, "secret s of x", "Old.", "curl 's'");
  private static final IdentityFinding IDLE =
      new IdentityFinding(Rule.TOKEN_UNUSED, "token t of y", "Idle.", "curl 't'");

  @TempDir Path folder;
  private AuditStore store;
  private FindingRecords records;

  @BeforeEach
  void open() {
    store = new AuditStore(AuditDatabase.embedded(folder.resolve("audit.db")));
    records = new FindingRecords(store);
  }

  /** One audit, as the activity does it. */
  private AuditDifference audit(String workspace, String run, IdentityFinding... found) {
    AuditDifference difference =
        AuditDifference.between(records.last(workspace, run).standing(), List.of(found), Set.of());
    records.keep(
        new Access(workspace, "auditor"),
        new Actor("worker", "auditor", "app"),
        new Place(workspace, "audit-1", null),
        run,
        difference);
    return difference;
  }

  @Test
  void theFirstAuditHasNoneBefore() {
    assertThat(records.last("prod", "run-1").when()).isNull();
    assertThat(audit("prod", "run-1", OLD).fresh()).containsExactly(OLD);
  }

  @Test
  void anAuditIsComparedWithTheOneBefore() {
    audit("prod", "run-1", OLD);
    AuditDifference second = audit("prod", "run-2", IDLE);
    assertThat(second.fresh()).containsExactly(IDLE);
    assertThat(second.gone()).containsExactly(OLD);
    assertThat(records.last("prod", "run-3").standing()).containsExactly(IDLE);
    assertThat(records.last("prod", "run-3").when()).isNotNull();
  }

  @Test
  void anAuditThatFoundNothingIsOneToCompareWith() {
    audit("prod", "run-1");
    assertThat(records.last("prod", "run-2").when()).isNotNull();
    assertThat(audit("prod", "run-2", OLD).fresh()).containsExactly(OLD);
  }

  @Test
  void whatIsMendedAndComesBackIsNewAgain() {
    audit("prod", "run-1", OLD);
    audit("prod", "run-2");
    assertThat(audit("prod", "run-3", OLD).fresh()).containsExactly(OLD);
  }

  @Test
  void anotherWorkspaceIsAnotherMatter() {
    audit("prod", "run-1", OLD);
    assertThat(audit("dev", "run-1", OLD).fresh()).containsExactly(OLD);
  }

  @Test
  void aTryThatIsRepeatedRecordsNothingTwiceAndAnswersTheSame() {
    audit("prod", "run-1", OLD);
    AuditDifference first = audit("prod", "run-2", IDLE);
    AuditHead head = store.record(List.of());
    AuditDifference again = audit("prod", "run-2", IDLE);
    assertThat(again).isEqualTo(first);
    assertThat(store.record(List.of())).isEqualTo(head);
  }

  @Test
  void theNumbersOfTheLastAuditOfEachWorkspaceAreKnown() {
    audit("prod", "run-1", OLD, IDLE);
    audit("prod", "run-2", IDLE);
    audit("dev", "run-1", OLD);
    assertThat(new AuditedIdentities(store).last())
        .hasSize(2)
        .hasEntrySatisfying("prod", last -> assertThat(last.counts()).isEqualTo(counts(0, 1, 0)))
        .hasEntrySatisfying("dev", last -> assertThat(last.counts()).isEqualTo(counts(1, 0, 0)));
  }

  @Test
  void theLastUseOfAPrincipalIsThatOfItsLastReceipt() {
    assertThat(store.lastUses()).isEmpty();
    assertThat(store.begin()).isEmpty();
    receipt("one", "app-a");
    receipt("two", "app-b");
    receipt("three", "app-a");
    Map<String, Instant> uses = store.lastUses();
    assertThat(uses).containsOnlyKeys("app-a", "app-b");
    assertThat(store.begin())
        .hasValueSatisfying(begin -> assertThat(uses.values()).noneMatch(begin::isAfter));
  }

  private static SeverityCounts counts(int high, int medium, int low) {
    return new SeverityCounts(high, medium, low);
  }

  private void receipt(String key, String principal) {
    store.record(
        List.of(
            new AuditEvent(
                key,
                AuditKind.RECEIPT,
                new Actor("worker", "trainer", principal),
                new Place("prod", null, null),
                "token of " + principal,
                null,
                "received",
                Map.of())));
  }
}
