package dev.mlharness.world;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.approval.CheckedDecision;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.approval.GateTerms;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes names as they are said, unless told to want proofs; then one that {@link #sign} gave. */
public final class FakeApproval implements ApprovalActivities {
  private static final String BREAK = "\n";

  private final Faults faults;
  private final List<DecisionQuestion> refused = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private boolean signed;
  private @Nullable String nobody;
  private int proofs;

  FakeApproval(Faults faults) {
    this.faults = faults;
  }

  /** From now on gates want signed decisions. */
  public synchronized void wantProofs() {
    signed = true;
  }

  /** From now on nobody could approve; or, with null, somebody could again. */
  public synchronized void nobodyCanApprove(@Nullable String why) {
    nobody = why;
  }

  /** Somebody leaves the group that decides. */
  public synchronized void leaves(String person) {
    gone.add(person);
  }

  /** A signed decision. */
  public synchronized String sign(String person, OpenGate gate, Verdict verdict) {
    proofs++;
    return String.join(
        BREAK, "signed", person, gate.id(), gate.evidence(), verdict.word(), "proof-" + proofs);
  }

  /** What did not count, and would be recorded. */
  public synchronized List<DecisionQuestion> refused() {
    return List.copyOf(refused);
  }

  @Override
  public synchronized GateTerms prepare(GateQuestion question) {
    return faults.around(
        "PrepareGate",
        () -> {
          if (nobody != null) {
            throw ApplicationFailure.newFailure(nobody, FailureType.HELD.name());
          }
          return new GateTerms(signed, List.of());
        });
  }

  @Override
  public synchronized CheckedDecision check(DecisionQuestion question) {
    return faults.around("CheckDecision", () -> checked(question));
  }

  private CheckedDecision checked(DecisionQuestion question) {
    Decision said = question.decision();
    List<String> proof = List.of(Objects.requireNonNullElse(said.proof(), "").split(BREAK));
    if (!proof.get(0).equals("signed")) {
      return refused(question, "its signature is wrong");
    }
    if (!proof.get(2).equals(question.gate().id())) {
      return refused(question, "it is for another gate");
    }
    if (!proof.get(3).equals(question.gate().evidence())) {
      return refused(question, "it is for other evidence");
    }
    if (gone.contains(proof.get(1))) {
      return refused(question, "it is of nobody who decides here");
    }
    return new CheckedDecision(
        null,
        new Decision(said.verdict(), proof.get(1), said.comment(), proof.get(3), said.proof()),
        "id of " + proof.get(1),
        proof.get(5));
  }

  private CheckedDecision refused(DecisionQuestion question, String why) {
    refused.add(question);
    return CheckedDecision.refused(why);
  }

  @Override
  public synchronized Confirmation confirm(ConfirmQuestion question) {
    return faults.around(
        "ConfirmDecisions",
        () ->
            new Confirmation(
                question.decisions().stream()
                    .filter(decision -> gone.contains(decision.person()))
                    .map(
                        decision ->
                            new Confirmation.Withdrawn(
                                decision.person(), decision.person() + " has left the group"))
                    .toList()));
  }
}
