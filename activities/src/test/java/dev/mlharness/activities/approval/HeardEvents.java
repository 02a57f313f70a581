package dev.mlharness.activities.approval;

import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An audit store that is only written to. */
final class HeardEvents implements AuditActivities {
  private final Map<String, AuditEvent> events = new LinkedHashMap<>();

  @Override
  public AuditHead record(List<AuditEvent> heard) {
    heard.forEach(event -> events.putIfAbsent(event.key(), event));
    return AuditHead.EMPTY;
  }

  @Override
  public AuditPage read(AuditQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Leg verify(AuditHead from, List<AuditHead> remembered) {
    throw new UnsupportedOperationException();
  }

  List<AuditEvent> events() {
    return new ArrayList<>(events.values());
  }
}
