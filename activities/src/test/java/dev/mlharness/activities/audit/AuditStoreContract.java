package dev.mlharness.activities.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities.Leg;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditFinding;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every audit store does, whichever database it lies in. */
abstract class AuditStoreContract {
  private AuditDatabase database;
  private AuditStore store;

  /** A database without records. */
  abstract AuditDatabase empty() throws Exception;

  /** Another worker's way to the same database. */
  abstract AuditDatabase another() throws Exception;

  /** Takes down what protects records, as an owner of the database can. */
  abstract List<String> unprotect();

  @BeforeEach
  void open() throws Exception {
    database = empty();
    store = new AuditStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void recordsAreReadAsTheyWereWritten() {
    AuditEvent event = event("a");
    AuditHead head = store.record(List.of(event));
    assertThat(all().records())
        .singleElement()
        .returns(1L, AuditRecord::sequence)
        .returns(event, AuditRecord::event)
        .returns(head, AuditRecord::head)
        .returns(true, AuditRecord::intact);
  }

  @Test
  void aSecondReportOfTheSameEventIsNotRecordedAgain() {
    AuditHead head = store.record(List.of(event("a"), event("b")));
    assertThat(store.record(List.of(event("a")))).isEqualTo(head);
    assertThat(all().records()).hasSize(2);
  }

  @Test
  void manyWritersMakeOneChain() throws Exception {
    List<AuditDatabase> others = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<AuditHead>> written = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        AuditDatabase other = another();
        others.add(other);
        AuditStore mine = new AuditStore(other);
        int number = writer;
        for (int i = 0; i < 25; i++) {
          String key = number + "/" + i;
          written.add(pool.submit(() -> mine.record(List.of(event(key)))));
        }
      }
      for (Future<AuditHead> one : written) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
      others.forEach(AuditDatabase::close);
    }
    assertThat(verify()).isEmpty();
    assertThat(all().records()).hasSize(100);
  }

  @Test
  void pagesFollowEachOtherInBothDirections() {
    store.record(IntStream.range(0, 7).mapToObj(i -> event("event " + i)).toList());
    AuditQuery newest = new AuditQuery(Set.of(), null, Order.NEWEST_FIRST, null, 4);
    AuditPage first = store.read(newest);
    assertThat(first.records()).extracting(AuditRecord::sequence).containsExactly(7L, 6L, 5L, 4L);
    AuditPage second = store.read(newest.from(first.next()));
    assertThat(second.records()).extracting(AuditRecord::sequence).containsExactly(3L, 2L, 1L);
    assertThat(second.next()).isNull();
    AuditQuery oldest = new AuditQuery(Set.of(), null, Order.OLDEST_FIRST, 5L, 4);
    assertThat(store.read(oldest).records())
        .extracting(AuditRecord::sequence)
        .containsExactly(6L, 7L);
  }

  @Test
  void recordsAreChosenByKindAndPipeline() {
    store.record(List.of(event("a"), event("b", AuditKind.DECISION, "other")));
    assertThat(store.read(query(Set.of(AuditKind.DECISION), null)).records()).hasSize(1);
    assertThat(store.read(query(Set.of(), "fraud-1")).records()).hasSize(1);
    assertThat(store.read(query(Set.of(AuditKind.DECISION), "fraud-1")).records()).isEmpty();
  }

  @Test
  void theDatabaseItselfRefusesToChangeOrDeleteRecords() {
    store.record(List.of(event("a")));
    for (String change :
        List.of(
            "UPDATE audit_record SET who = 'nobody'",
            "DELETE FROM audit_record",
            "UPDATE audit_head SET sequence = 0",
            "DELETE FROM audit_head")) {
      assertThatThrownBy(() -> execute(change)).as(change).isInstanceOf(SQLException.class);
    }
    assertThat(verify()).isEmpty();
  }

  @Test
  void anEditedRecordIsNamed() throws SQLException {
    three();
    tamper("UPDATE audit_record SET outcome = 'donf' WHERE sequence = 2");
    assertThat(verify()).containsExactly("2 EDITED");
  }

  @Test
  void aRecordThatIsNoRecordAnyMoreIsNamed() throws SQLException {
    three();
    tamper("UPDATE audit_record SET detail = '{' WHERE sequence = 2");
    assertThat(verify()).containsExactly("2 EDITED");
  }

  @Test
  void aMissingRecordIsNamed() throws SQLException {
    three();
    tamper("DELETE FROM audit_record WHERE sequence = 2");
    assertThat(verify()).containsExactly("2 MISSING");
  }

  @Test
  void exchangedRecordsAreNamed() throws SQLException {
    three();
    tamper(
        "UPDATE audit_record SET sequence = 9 WHERE sequence = 1",
        "UPDATE audit_record SET sequence = 1 WHERE sequence = 2",
        "UPDATE audit_record SET sequence = 2 WHERE sequence = 9");
    assertThat(verify()).containsExactly("1 REORDERED", "2 REORDERED");
  }

  @Test
  void aLostEndIsNamed() throws SQLException {
    three();
    tamper("DELETE FROM audit_record WHERE sequence = 3");
    assertThat(verify()).containsExactly("3 MISSING");
  }

  private void three() {
    store.record(List.of(event("a"), event("b"), event("c")));
  }

  private AuditPage all() {
    return store.read(query(Set.of(), null));
  }

  private List<String> verify() {
    Leg leg = store.verify(AuditHead.EMPTY, List.of());
    assertThat(leg.last()).isTrue();
    return leg.found().findings().stream()
        .map((AuditFinding finding) -> finding.sequence() + " " + finding.kind())
        .toList();
  }

  private void tamper(String... changes) throws SQLException {
    for (String step : unprotect()) {
      execute(step);
    }
    execute(changes);
  }

  private void execute(String... changes) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String change : changes) {
        statement.execute(change);
      }
      connection.commit();
    }
  }

  private static AuditQuery query(Set<AuditKind> kinds, @Nullable String pipeline) {
    return new AuditQuery(kinds, pipeline, Order.OLDEST_FIRST, null, AuditQuery.PAGE);
  }

  static AuditEvent event(String key) {
    return event(key, AuditKind.CHANGE, "fraud-1");
  }

  private static AuditEvent event(String key, AuditKind kind, String pipeline) {
    return new AuditEvent(
        key,
        kind,
        new Actor("worker@host", "deployer", null),
        new Place("prod", pipeline, "deploy"),
        "alias champion of main.demo.wine",
        "0f3a",
        "done",
        Map.of("to", "2", "from", "1", "ümlaut", "„ß“"));
  }
}
