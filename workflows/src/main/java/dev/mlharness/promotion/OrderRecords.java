package dev.mlharness.promotion;

import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records what a person orders, before anything is done about it. */
final class OrderRecords {
  private OrderRecords() {}

  static void record(Memory memory, String order, String by, String why, String version) {
    record(
        order,
        by,
        why,
        memory.key().workspace(),
        "model " + memory.key().model(),
        version.isEmpty() ? Map.of() : Map.of("version", version));
  }

  static void record(
      String order,
      String by,
      String why,
      @Nullable String workspace,
      String subject,
      Map<String, String> more) {
    Map<String, String> detail = new TreeMap<>(more);
    detail.put("comment", why);
    String id = Workflow.getInfo().getWorkflowId();
    AuditEvent event =
        new AuditEvent(
            "order:" + id + ":" + Workflow.randomUUID(),
            AuditKind.ORDER,
            Actor.of(by),
            new Place(workspace, id, null),
            subject,
            null,
            order,
            detail);
    ActivityProfiles.call(AuditActivities.class, ActivityProfiles.CHANGE, "audit: record " + order)
        .record(List.of(event));
  }
}
