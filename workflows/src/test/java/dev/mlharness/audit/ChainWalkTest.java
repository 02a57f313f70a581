package dev.mlharness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.audit.AuditFinding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainWalkTest {
  private static final Instant MOMENT = Instant.parse("2026-11-24T10:15:30.123456Z");

  private final List<AuditRecord> chain = chain(6);

  @Test
  void anUntouchedChainIsWhole() {
    AuditVerification found = walk(chain);
    assertThat(found.whole()).isTrue();
    assertThat(found.records()).isEqualTo(6);
    assertThat(found.head()).isEqualTo(chain.get(5).head());
  }

  @Test
  void theHashIsTheSameOnEveryMachineAndInEveryRelease() {
    assertThat(chain.get(0).hash())
        .isEqualTo("9501547fc953f50dc5f12ba7af602af5ca94cd0718cb83704b2c8b1caee77bff");
  }

  @Test
  void anEditedRecordIsNamed() {
    AuditRecord old = chain.get(2);
    chain.set(2, new AuditRecord(3, old.moment(), event("other"), old.previous(), old.hash()));
    assertThat(walk(chain).findings())
        .singleElement()
        .returns(3L, AuditFinding::sequence)
        .returns(Kind.EDITED, AuditFinding::kind);
  }

  @Test
  void anEditedRecordWithAHashToMatchIsNamed() {
    chain.set(2, AuditRecord.after(chain.get(1).head(), MOMENT, event("other")));
    assertThat(walk(chain).findings())
        .singleElement()
        .returns(3L, AuditFinding::sequence)
        .returns(Kind.EDITED, AuditFinding::kind)
        .satisfies(finding -> assertThat(finding.message()).contains("record 3 was replaced"));
  }

  @Test
  void missingRecordsAreNamed() {
    chain.subList(2, 4).clear();
    assertThat(walk(chain).findings())
        .containsExactly(new AuditFinding(3, Kind.MISSING, "records 3 to 4 are missing"));
  }

  @Test
  void exchangedRecordsAreNamed() {
    AuditRecord third = chain.get(2);
    AuditRecord fourth = chain.get(3);
    chain.set(2, renumbered(fourth, 3));
    chain.set(3, renumbered(third, 4));
    assertThat(walk(chain).findings())
        .extracting(AuditFinding::message)
        .containsExactly(
            "record 3 was moved: it was written as record 4",
            "record 4 was moved: it was written as record 3");
  }

  @Test
  void recordsInAnotherOrderThanTheirNumbersAreNotWhole() {
    Collections.swap(chain, 2, 3);
    assertThat(walk(chain).whole()).isFalse();
  }

  @Test
  void aRecordThatCannotBeReadIsNamedAndNoOther() {
    ChainWalk walk = new ChainWalk(AuditHead.EMPTY, List.of());
    walk.step(chain.get(0));
    walk.stumble(2);
    walk.step(chain.get(2));
    assertThat(walk.result().findings()).singleElement().returns(2L, AuditFinding::sequence);
  }

  @Test
  void aCutEndIsFoundByAHeadThatWasRemembered() {
    AuditHead remembered = chain.get(5).head();
    chain.subList(4, 6).clear();
    assertThat(walk(chain).whole()).isTrue();
    assertThat(walk(chain, remembered).findings())
        .containsExactly(new AuditFinding(5, Kind.MISSING, "records 5 to 6 are missing"));
  }

  @Test
  void aChainRewrittenToItsEndIsFoundByAHeadThatWasRemembered() {
    AuditHead remembered = chain.get(4).head();
    chain.set(2, AuditRecord.after(chain.get(1).head(), MOMENT, event("other")));
    for (int i = 3; i < 6; i++) {
      chain.set(i, AuditRecord.after(chain.get(i - 1).head(), MOMENT, event("event " + i)));
    }
    assertThat(walk(chain).whole()).isTrue();
    assertThat(walk(chain, remembered).findings())
        .singleElement()
        .returns(5L, AuditFinding::sequence);
  }

  @Test
  void aWalkMayBeInterruptedAndContinued() {
    AuditVerification first = walk(chain.subList(0, 3));
    ChainWalk second = new ChainWalk(first.head(), List.of(chain.get(5).head()));
    chain.subList(3, 6).forEach(second::step);
    second.end();
    AuditVerification both = first.and(second.result());
    assertThat(both.whole()).isTrue();
    assertThat(both.records()).isEqualTo(6);
  }

  @Test
  void aHeadIsWrittenAsItIsRead() {
    AuditHead head = chain.get(3).head();
    assertThat(AuditHead.parse(head.toString())).isEqualTo(head);
    assertThatThrownBy(() -> AuditHead.parse("4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("looks like");
  }

  private static AuditVerification walk(List<AuditRecord> chain, AuditHead... remembered) {
    ChainWalk walk = new ChainWalk(AuditHead.EMPTY, List.of(remembered));
    chain.forEach(walk::step);
    walk.end();
    return walk.result();
  }

  private static List<AuditRecord> chain(int length) {
    List<AuditRecord> chain = new ArrayList<>();
    AuditHead head = AuditHead.EMPTY;
    for (int i = 0; i < length; i++) {
      AuditRecord next = AuditRecord.after(head, MOMENT.plusSeconds(i), event("event " + i));
      chain.add(next);
      head = next.head();
    }
    return chain;
  }

  private static AuditRecord renumbered(AuditRecord record, long sequence) {
    return new AuditRecord(
        sequence, record.moment(), record.event(), record.previous(), record.hash());
  }

  private static AuditEvent event(String key) {
    return new AuditEvent(
        key,
        AuditKind.CHANGE,
        new Actor("worker@host", "deployer", "b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90"),
        new Place("prod", "fraud-1", "deploy"),
        "alias champion of main.demo.wine",
        null,
        "done",
        Map.of("to", "2", "from", "1"));
  }
}
