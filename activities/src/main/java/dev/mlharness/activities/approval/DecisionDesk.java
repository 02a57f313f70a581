package dev.mlharness.activities.approval;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.AuditActivities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where people get their decisions signed: whoever has proven who they are, and may decide at the
 * gate that is open, takes along a proof for this gate and this evidence. Who may not is told why,
 * and that is recorded.
 */
public final class DecisionDesk {
  private final OpenGates gates;
  private final GateRules rules;
  private final SignedDecisions signed;
  private final Duration life;
  private final DecisionRefusals refusals;
  private final Clock clock;

  /**
   * @param life how long a signed decision may take on its way to the pipeline
   */
  public DecisionDesk(
      OpenGates gates,
      GateRules rules,
      SignedDecisions signed,
      Duration life,
      AuditActivities audit,
      Clock clock) {
    this.gates = gates;
    this.rules = rules;
    this.signed = signed;
    this.life = life;
    this.refusals = new DecisionRefusals(audit);
    this.clock = clock;
  }

  /**
   * Signs what somebody says at the gate of a pipeline.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when they may not decide
   *     there, {@code CONFLICT} when no gate is open or it shows other evidence, {@code NOT_FOUND},
   *     {@code UNAVAILABLE}
   */
  public SignedDecision sign(Person person, DecisionRequest request) {
    OpenGate gate =
        gates
            .of(request.pipeline())
            .orElseThrow(
                () ->
                    Failures.of(
                        FailureType.CONFLICT,
                        "No gate is open at pipeline '%s'.".formatted(request.pipeline())));
    if (!gate.evidence().equals(request.evidence())) {
      throw refused(
          FailureType.CONFLICT,
          gate,
          person,
          request,
          "the decision is for evidence %s; the gate shows %s. Look at the evidence again"
              .formatted(request.evidence(), gate.evidence()));
    }
    rules
        .refusal(gate, person, request.verdict())
        .ifPresent(
            why -> {
              throw refused(FailureType.ACCESS_DENIED, gate, person, request, why);
            });
    return signed(gate, person, request);
  }

  private SignedDecision signed(OpenGate gate, Person person, DecisionRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    DecisionProof proof =
        new DecisionProof(
            UUID.randomUUID().toString(),
            gate.id(),
            gate.evidence(),
            person,
            request.verdict(),
            request.comment() == null ? "" : request.comment(),
            now,
            now.plus(life));
    return new SignedDecision(person.name(), signed.sign(proof), gate.id(), proof.expiry());
  }

  private RuntimeException refused(
      FailureType type, OpenGate gate, Person person, DecisionRequest request, String why) {
    refusals.atDesk(gate, person, request.verdict(), why);
    return Failures.of(type, why);
  }

  /**
   * What somebody wants to say.
   *
   * @param pipeline workflow id
   * @param evidence digest of what they saw
   */
  public record DecisionRequest(
      String pipeline, String evidence, Verdict verdict, @Nullable String comment) {}

  /**
   * @param person who is proven to have said it
   * @param decision the proof: JWS in compact form
   * @param gate that it is for
   */
  public record SignedDecision(String person, String decision, String gate, Instant expiry) {}
}
