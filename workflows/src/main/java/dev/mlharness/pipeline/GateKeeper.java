package dev.mlharness.pipeline;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.approval.CheckedDecision;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Gate;
import dev.mlharness.approval.GateTerms;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Ruling;
import dev.mlharness.approval.Verdict;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens the gate and takes decisions at it. Those that must be proven are checked one at a time, in
 * the order in which they came, before they count.
 */
final class GateKeeper {
  /** Gates that opened before decisions were checked take names as they are said. */
  private static final String CHANGE = "checked-decisions";

  private static final GateTerms UNCHECKED = new GateTerms(false, List.of());

  private final PipelineId id;
  private final Gate gate;
  private final Progress progress;
  private final AuditTrail trail;
  private final IgnoredDecisions ignored;
  private final Messages messages;
  private final WorkflowLock turn = Workflow.newWorkflowLock();
  private final Set<String> used = new HashSet<>();
  private @Nullable OpenGate opened;
  private boolean checks;
  private int asked;

  GateKeeper(
      PipelineId id,
      Gate gate,
      Progress progress,
      AuditTrail trail,
      IgnoredDecisions ignored,
      Messages messages) {
    this.id = id;
    this.gate = gate;
    this.progress = progress;
    this.trail = trail;
    this.ignored = ignored;
    this.messages = messages;
  }

  /** Shows the evidence, and waits until people have decided on it or the time is over. */
  Ruling open(PipelineContext pipeline, Evidence evidence, Set<String> owners) {
    Recipe recipe = pipeline.recipe();
    progress.shown(evidence);
    progress.enter(Stage.APPROVE, recipe.role());
    List<String> whose = owners.stream().sorted().toList();
    GateTerms terms = terms(pipeline, whose);
    used.clear();
    opened =
        new OpenGate(
            OpenGate.id(id.workflowId(), Workflow.getInfo().getRunId(), gate.openings() + 1),
            recipe.workspace(),
            evidence.digest(),
            recipe.approve(),
            whose,
            terms.signed(),
            now().plus(recipe.approve().timeout()));
    terms.remarks().forEach(progress::note);
    return gate.open(
        recipe.approve(),
        evidence.digest(),
        owners,
        () -> {
          progress.gateOpened(terms.signed());
          messages.gateOpened(evidence, last());
        },
        nudge -> {
          progress.note(nudge.words());
          trail.nudged(recipe, evidence, gateId(), nudge);
          messages.nudged(evidence, last(), nudge);
        });
  }

  private GateTerms terms(PipelineContext pipeline, List<String> owners) {
    Recipe recipe = pipeline.recipe();
    if (recipe.approve().required() == 0 || isOfBefore()) {
      return UNCHECKED;
    }
    checks = true;
    progress.running("the gate to be prepared");
    return pipeline
        .hold()
        .mend(Stage.APPROVE, () -> ApproverCheck.terms(Stage.APPROVE, recipe, owners));
  }

  /** One that opens again does so by the rules of today. */
  private boolean isOfBefore() {
    return gate.openings() == 0
        && Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION;
  }

  /** The gate that is open; null when none is. */
  @Nullable OpenGate current() {
    return gate.isOpen() ? opened : null;
  }

  /** Of the gate that is open, or was last. */
  String gateId() {
    return last().id();
  }

  /** What was decided at the gate that was last. */
  Standing standing(Recipe recipe) {
    return new Standing(
        recipe, last(), Objects.requireNonNull(gate.openedAt(), "no gate has opened"), trail);
  }

  private OpenGate last() {
    return Objects.requireNonNull(opened, "no gate has opened");
  }

  /**
   * Refuses what is no decision, or comes before there was anything to decide on. All else is
   * taken, and recorded where it does not count.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT}, saying why
   */
  void validate(@Nullable Decision decision) {
    if (decision == null || decision.verdict() == null || gate.openings() == 0) {
      refuse(gate.refusal(decision));
    }
  }

  /**
   * Lets a decision count, or notes and records why it does not.
   *
   * @return why it does not count; empty when it does
   */
  Optional<String> take(Decision decision) {
    return needsProof(decision) ? takeProven(decision) : count(decision);
  }

  /**
   * @param refusal why a decision does not count; empty: it does
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} if there is one
   */
  static void refuse(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw Failures.of(FailureType.CONFLICT, "the decision does not count: " + refusal.get());
    }
  }

  private boolean needsProof(Decision decision) {
    return checks && opened != null && (opened.signed() || decision.proof() != null);
  }

  private Optional<String> count(Decision decision) {
    Optional<String> refusal = gate.refusal(decision);
    if (refusal.isPresent()) {
      ignored.add(decision, refusal.get(), progress.evidence());
      note(decision, refusal.get());
    } else {
      gate.count(decision);
      progress.decided();
    }
    return refusal;
  }

  private Optional<String> takeProven(Decision decision) {
    if (decision.proof() == null) {
      return ignore(
          decision,
          "this workspace wants signed decisions; use ./harness %s %s"
              .formatted(decision.verdict().word().toLowerCase(Locale.ROOT), id.workflowId()));
    }
    Instant takenAt = now();
    turn.lock();
    try {
      return takeInTurn(decision, takenAt);
    } finally {
      turn.unlock();
    }
  }

  private Optional<String> takeInTurn(Decision decision, Instant takenAt) {
    OpenGate at = current();
    if (at == null) {
      return ignore(decision, "the gate is closed");
    }
    CheckedDecision checked;
    try {
      checked = check(new DecisionQuestion(at, decision, ++asked, takenAt));
    } catch (TemporalFailure failure) {
      // A handler that fails would fail the pipeline with it.
      return ignore(decision, "it could not be checked: " + Failures.sentence(failure));
    }
    if (checked.refusal() != null) {
      note(decision, checked.refusal());
      return Optional.of(checked.refusal());
    }
    Decision proven = checked.proven();
    if (!at.equals(current())) {
      return ignore(proven, "the gate has closed while it was checked");
    }
    return countOnce(checked, proven);
  }

  private Optional<String> countOnce(CheckedDecision checked, Decision proven) {
    String proof = "proof " + checked.proofId();
    String approver = "approver " + checked.subject();
    if (used.contains(proof)) {
      return ignore(proven, "this signed decision has been used");
    }
    if (proven.verdict() == Verdict.APPROVE && used.contains(approver)) {
      return ignore(proven, proven.person() + " has approved already");
    }
    Optional<String> refusal = count(proven);
    if (refusal.isEmpty()) {
      used.addAll(List.of(proof, approver));
    }
    return refusal;
  }

  private Optional<String> ignore(Decision decision, String reason) {
    ignored.add(decision, reason, progress.evidence());
    note(decision, reason);
    return Optional.of(reason);
  }

  private void note(Decision decision, String reason) {
    progress.note(
        "%s by %s was ignored: %s".formatted(decision.verdict().word(), decision.person(), reason));
  }

  private static CheckedDecision check(DecisionQuestion question) {
    return ActivityProfiles.call(
            ApprovalActivities.class,
            ActivityProfiles.ASKED,
            "approve: does the decision %d count".formatted(question.number()))
        .check(question);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
