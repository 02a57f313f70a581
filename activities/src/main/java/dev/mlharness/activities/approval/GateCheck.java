package dev.mlharness.activities.approval;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.activities.admission.Validity;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.approval.CheckedDecision;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Confirmation.Withdrawn;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.approval.GateTerms;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.audit.AuditActivities;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a gate can be decided at, a decision counts, and decisions still stand. */
public final class GateCheck implements ApprovalActivities {
  private final Trust trust;
  private final GateRules rules;
  private final @Nullable SignedDecisions proofs;
  private final DecisionRefusals refusals;

  /**
   * @param proofs null where no signed decision can be checked, which takes {@link Trust.Namespace}
   */
  public GateCheck(
      Trust trust, GateRules rules, @Nullable SignedDecisions proofs, AuditActivities audit) {
    if (trust instanceof Trust.Signed && proofs == null) {
      throw new IllegalArgumentException("signed decisions take keys to check them with");
    }
    this.trust = trust;
    this.rules = rules;
    this.proofs = proofs;
    this.refusals = new DecisionRefusals(audit);
  }

  @Override
  public GateTerms prepare(GateQuestion question) {
    if (trust instanceof Trust.Signed) {
      rules.checkResolvable(question);
      return new GateTerms(true, List.of());
    }
    return new GateTerms(
        false,
        question.policy().from().isEmpty()
            ? List.of()
            : List.of(
                "whether whoever decides is in %s is not checked: this worker takes names as they are said (mlharness.trust is namespace)"
                    .formatted(question.policy().whom())));
  }

  @Override
  public CheckedDecision check(DecisionQuestion question) {
    Decision decision = question.decision();
    try {
      DecisionProof proof = proof(decision.proof());
      Optional<String> refusal = refusal(question, proof);
      if (refusal.isPresent()) {
        return refused(question, proof, refusal.get());
      }
      return new CheckedDecision(
          null, counted(proof, decision), proof.person().subject(), proof.id());
    } catch (ApplicationFailure failure) {
      if (Existence.is(failure, FailureType.ACCESS_DENIED)) {
        return refused(question, null, failure.getOriginalMessage());
      }
      throw failure;
    }
  }

  private CheckedDecision refused(
      DecisionQuestion question, @Nullable DecisionProof proof, String why) {
    refusals.record(question, proof, why);
    return CheckedDecision.refused(why);
  }

  /** In the words that were signed; those around them are anybody's. */
  private static Decision counted(DecisionProof proof, Decision decision) {
    return new Decision(
        proof.verdict(),
        proof.person().name(),
        proof.comment().isEmpty() ? null : proof.comment(),
        proof.evidence(),
        decision.proof());
  }

  private DecisionProof proof(@Nullable String text) {
    if (text == null) {
      throw denied("this workspace wants signed decisions; use ./harness approve or reject");
    }
    if (proofs == null) {
      throw denied(
          "this worker has no keys to check a signed decision with; set mlharness.signed-starts.key-file, or decide without");
    }
    return proofs.read(text);
  }

  private Optional<String> refusal(DecisionQuestion question, DecisionProof proof) {
    OpenGate gate = question.gate();
    if (!proof.gate().equals(gate.id())) {
      return words("it is for the gate %s, and this is %s".formatted(proof.gate(), gate.id()));
    }
    if (!proof.evidence().equals(gate.evidence())) {
      return words(
          "it is for evidence %s; the gate shows %s".formatted(proof.evidence(), gate.evidence()));
    }
    if (proof.verdict() != question.decision().verdict()) {
      return words(
          "it says %s, and was handed in as %s"
              .formatted(proof.verdict().word(), question.decision().verdict().word()));
    }
    return new Validity(proof.issuedAt(), proof.expiry())
        .refusal(question.takenAt(), "the decision was handed in")
        .map(SignedDecisions::words)
        .or(() -> rules.refusal(gate, proof.person(), proof.verdict()));
  }

  private static Optional<String> words(String why) {
    return Optional.of(SignedDecisions.words(why));
  }

  @Override
  public Confirmation confirm(ConfirmQuestion question) {
    List<Withdrawn> withdrawn = new ArrayList<>();
    for (Decision decision : question.decisions()) {
      standing(question.gate(), decision)
          .ifPresent(why -> withdrawn.add(new Withdrawn(decision.person(), why)));
    }
    return new Confirmation(withdrawn);
  }

  /** Why it does not stand any more. Not its expiry: it was used in time. */
  private Optional<String> standing(OpenGate gate, Decision decision) {
    boolean signed = gate.signed() || trust instanceof Trust.Signed;
    if (decision.proof() == null && !signed) {
      return Optional.empty();
    }
    try {
      DecisionProof proof = proof(decision.proof());
      return proof.gate().equals(gate.id())
          ? rules.left(gate, proof.person().name())
          : words("it is for the gate %s, and this is %s".formatted(proof.gate(), gate.id()));
    } catch (ApplicationFailure failure) {
      if (Existence.is(failure, FailureType.ACCESS_DENIED)) {
        return Optional.of(failure.getOriginalMessage());
      }
      throw failure;
    }
  }

  private static ApplicationFailure denied(String why) {
    return Failures.of(FailureType.ACCESS_DENIED, why);
  }
}
