package dev.mlharness.pipeline;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decisions by signal that did not count. They are recorded together with what the pipeline records
 * next, and again at its end: each has a key, so the store keeps it once, and a pipeline that
 * somebody floods with signals makes no call more than others.
 */
final class IgnoredDecisions {
  /** Enough to see that somebody tries, and a payload that still fits. */
  private static final int KEPT = 100;

  private final PipelineId id;
  private final List<AuditEvent> events = new ArrayList<>();
  private int more;

  IgnoredDecisions(PipelineId id) {
    this.id = id;
  }

  void add(Decision decision, String reason, @Nullable Evidence shown) {
    if (events.size() < KEPT) {
      events.add(event(decision, reason, shown));
    } else {
      more++;
    }
  }

  private AuditEvent event(Decision decision, String reason, @Nullable Evidence shown) {
    return new AuditEvent(
        id.key("audit", "ignored " + events.size()),
        AuditKind.REFUSAL,
        Actor.of(decision.person()),
        new Place(null, id.workflowId(), Stage.APPROVE.word()),
        "decision at the gate",
        shown == null ? null : shown.digest(),
        "ignored",
        Map.of(
            "verdict", decision.verdict().word(),
            "reason", reason,
            "at", Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString()));
  }

  /** Whoever floods a gate is counted. */
  private AuditEvent flood() {
    return new AuditEvent(
        id.key("audit", "ignored more " + more),
        AuditKind.REFUSAL,
        Actor.of(Decision.UNKNOWN),
        new Place(null, id.workflowId(), Stage.APPROVE.word()),
        "decisions at the gate",
        null,
        "ignored",
        Map.of("count", String.valueOf(more), "reason", "%d were recorded before".formatted(KEPT)));
  }

  List<AuditEvent> events() {
    List<AuditEvent> all = new ArrayList<>(events);
    if (more > 0) {
      all.add(flood());
    }
    return all;
  }
}
