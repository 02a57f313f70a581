package dev.mlharness.activities.approval;

import dev.mlharness.activities.admission.Person;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.recipe.Digest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes each refused decision into the audit store before whoever gave it hears of it. */
final class DecisionRefusals {
  private static final String STAGE = "approve";

  private final AuditActivities audit;

  DecisionRefusals(AuditActivities audit) {
    this.audit = audit;
  }

  /**
   * One that came to a gate. The same question is recorded once.
   *
   * @param proof null when it cannot be read, so that only a claim says who it was
   */
  void record(DecisionQuestion question, @Nullable DecisionProof proof, String why) {
    OpenGate gate = question.gate();
    String key =
        Digest.of(
            List.of(gate.id(), String.valueOf(question.number()), question.takenAt().toString()));
    audit.record(
        List.of(
            event(
                "decision-refused/" + key,
                proof == null ? question.decision().person() : proof.person().name(),
                gate,
                "decision at the gate",
                question.decision().verdict(),
                why)));
  }

  /** One that the desk does not sign. */
  void atDesk(OpenGate gate, Person person, Verdict verdict, String why) {
    audit.record(
        List.of(
            event(
                "desk-refused/" + UUID.randomUUID(),
                person.name(),
                gate,
                "signing of a decision",
                verdict,
                why)));
  }

  private static AuditEvent event(
      String key, String who, OpenGate gate, String subject, Verdict verdict, String why) {
    String pipeline = gate.id().replaceFirst("/[^/]+/approve/\\d+$", "");
    return new AuditEvent(
        key,
        AuditKind.REFUSAL,
        Actor.of(who),
        new Place(gate.workspace(), pipeline, STAGE),
        subject,
        gate.evidence(),
        "refused",
        Map.of("verdict", verdict.word(), "reason", why));
  }
}
