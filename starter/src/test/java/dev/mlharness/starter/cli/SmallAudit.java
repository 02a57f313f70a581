package dev.mlharness.starter.cli;

import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.audit.ChainWalk;
import dev.mlharness.audit.Place;
import dev.mlharness.audit.ReadAudit;
import dev.mlharness.audit.RecordRefusal;
import dev.mlharness.audit.VerifyAudit;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An audit store without a database: three records. */
final class SmallAudit {
  private static final AuditRecord FIRST = record(AuditHead.EMPTY, AuditKind.START, "a");
  private static final AuditRecord SECOND = record(FIRST.head(), AuditKind.RECEIPT, "b");
  private static final AuditRecord THIRD = record(SECOND.head(), AuditKind.DECISION, "c");

  private SmallAudit() {}

  private static AuditRecord record(AuditHead head, AuditKind kind, String key) {
    return AuditRecord.after(
        head,
        Instant.parse("2026-11-24T10:15:30Z"),
        new AuditEvent(
            key,
            kind,
            new Actor("b@example.com", "trainer", null),
            new Place("prod", "fraud-1", "approve"),
            "version 4",
            "0f3a4b5c6d7e8f90",
            "approve",
            Map.of()));
  }

  /** One record a page. */
  public static final class Reading implements ReadAudit {
    @Override
    public AuditPage run(AuditQuery query) {
      List<AuditRecord> left =
          List.of(FIRST, SECOND, THIRD).stream()
              .filter(
                  record ->
                      query.kinds().isEmpty() || query.kinds().contains(record.event().kind()))
              .filter(record -> query.from() == null || record.sequence() > query.from())
              .toList();
      return new AuditPage(
          left.stream().limit(1).toList(), left.size() > 1 ? left.get(0).sequence() : null);
    }
  }

  /** Walks along the three. */
  public static final class Verifying implements VerifyAudit {
    @Override
    public AuditVerification run(List<AuditHead> remembered) {
      ChainWalk walk = new ChainWalk(AuditHead.EMPTY, remembered);
      List.of(FIRST, SECOND, THIRD).forEach(walk::step);
      walk.end();
      return walk.result();
    }
  }

  /** Takes any refusal. */
  public static final class Refusing implements RecordRefusal {
    @Override
    public AuditHead run(AuditEvent refusal) {
      return AuditRecord.after(THIRD.head(), Instant.parse("2026-11-24T10:15:30Z"), refusal).head();
    }
  }
}
