package dev.mlharness.rollout;

import dev.mlharness.access.Failures;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.recipe.Digest;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a rollout itself tells the audit store: who steered it, and how it ended. (What it changes,
 * the worker records, before the change.)
 */
final class RolloutTrail {
  private static final String DEPLOY = "deploy";

  private final RolloutRequest request;
  private final Board board;
  private int count;

  RolloutTrail(RolloutRequest request, Board board) {
    this.request = request;
    this.board = board;
  }

  void steered(List<Instruction> instructions) {
    if (!instructions.isEmpty()) {
      record(instructions.stream().map(this::steered).toList());
    }
  }

  private AuditEvent steered(Instruction instruction) {
    return event(
        instruction.person(),
        instruction.action().word(),
        Map.of("comment", Objects.requireNonNullElse(instruction.comment(), "")));
  }

  void ended(RolloutOutcome outcome, String reason) {
    record(List.of(event("the rollout", outcome.word(), Map.of("reason", reason))));
  }

  private AuditEvent event(String who, String outcome, Map<String, String> detail) {
    return new AuditEvent(
        Digest.of(
            List.of(
                Workflow.getInfo().getFirstExecutionRunId(), "rollout", String.valueOf(count++))),
        AuditKind.DECISION,
        new Actor(who, request.access().role(), null),
        new Place(request.access().workspace(), request.pipeline(), DEPLOY),
        "rollout of %s version %s on endpoint %s"
            .formatted(
                request.candidate().model(), request.candidate().version(), request.endpoint()),
        request.manifest().digest(),
        outcome,
        detail);
  }

  /** A rollout that people steer does not stand still because of it. */
  private void record(List<AuditEvent> events) {
    try {
      ActivityProfiles.call(
              AuditActivities.class, ActivityProfiles.FAREWELL, "audit: record the rollout")
          .record(events);
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      board.note("not recorded: " + Failures.sentence(failure));
    }
  }
}
