package dev.mlharness.pipeline;

import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.GivenDecision;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Ruling;
import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people decided, when it comes to be done. Looked at again just before the first change:
 * between a decision and its effect days may pass.
 *
 * @param gate at which it was decided
 * @param openedAt when the evidence was shown
 */
record Standing(Recipe recipe, OpenGate gate, Instant openedAt, AuditTrail trail) {
  /** Decisions that were carried out before there was a second look are not looked at. */
  private static final String CHANGE = "confirmed-decisions";

  /** Whether what holds no more opens the gate again. */
  static boolean reopens() {
    return Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
  }

  /**
   * @throws Reopened when the evidence is too old, or a decision does not stand any more
   */
  void confirm(Evidence evidence, Ruling ruling) {
    Duration life = recipe.approve().lifeOfEvidence();
    if (recipe.approve().required() > 0 && now().isAfter(openedAt.plus(life))) {
      throw new Reopened("the evidence is older than " + Durations.format(life));
    }
    ConfirmQuestion question = question(ruling);
    if (question == null) {
      return;
    }
    Confirmation confirmation =
        ActivityProfiles.call(
                ApprovalActivities.class,
                ActivityProfiles.READ,
                "deploy: do the decisions still stand")
            .confirm(question);
    if (!confirmation.withdrawn().isEmpty()) {
      throw withdrawn(evidence, confirmation, confirmation.words());
    }
  }

  /** What is asked about the decisions; null: nobody decided. */
  @Nullable ConfirmQuestion question(Ruling ruling) {
    List<Decision> decisions = ruling.decisions().stream().map(GivenDecision::decision).toList();
    return decisions.isEmpty() ? null : new ConfirmQuestion(gate, decisions);
  }

  /**
   * Records which decisions do not stand any more.
   *
   * @return what opens the gate again
   */
  Reopened withdrawn(Evidence evidence, Confirmation confirmation, String reason) {
    trail.withdrawn(recipe, evidence, gate.id(), confirmation);
    return new Reopened(reason);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
