package dev.mlharness.world;

import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.ChainWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An audit store in memory. */
public final class FakeAudit implements AuditActivities {
  private final Faults faults;
  private final List<AuditRecord> records = new ArrayList<>();

  FakeAudit(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized AuditHead record(List<AuditEvent> events) {
    return faults.around(
        "RecordAudit " + events.get(0).kind().word(),
        () -> {
          events.forEach(this::add);
          return head();
        });
  }

  private void add(AuditEvent event) {
    if (records.stream().noneMatch(known -> known.event().key().equals(event.key()))) {
      records.add(AuditRecord.after(head(), Instant.now(), event));
    }
  }

  private AuditHead head() {
    return records.isEmpty() ? AuditHead.EMPTY : records.get(records.size() - 1).head();
  }

  @Override
  public synchronized AuditPage read(AuditQuery query) {
    return faults.around(
        "ReadAudit",
        () ->
            new AuditPage(
                records.stream()
                    .filter(record -> query.kinds().contains(record.event().kind()))
                    .filter(record -> query.from() == null || record.sequence() > query.from())
                    .toList(),
                null));
  }

  @Override
  public synchronized Leg verify(AuditHead from, List<AuditHead> remembered) {
    ChainWalk walk = new ChainWalk(from, remembered);
    records.forEach(walk::step);
    walk.end();
    return new Leg(walk.result(), true);
  }

  /** Somebody outside of the workflow records something, as the worker does. */
  public synchronized void happens(AuditEvent event) {
    add(event);
  }

  /** What was recorded. */
  public synchronized List<AuditEvent> events() {
    return records.stream().map(AuditRecord::event).toList();
  }
}
