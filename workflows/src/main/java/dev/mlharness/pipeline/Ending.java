package dev.mlharness.pipeline;

import dev.mlharness.access.Failures;
import dev.mlharness.approval.Gate;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.Undo;
import dev.mlharness.lineage.Tags;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.timing.Waiting;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.tracking.TrackingRun;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.Map;
import java.util.TreeMap;

/** Ends a pipeline: undoes what must be undone, says so everywhere, and cannot be cancelled. */
final class Ending {
  private final Progress progress;
  private final Gate gate;
  private final Ledger ledger;
  private final AuditTrail trail;
  private final Turn turn;
  private final Messages messages;

  Ending(
      Progress progress, Gate gate, Ledger ledger, AuditTrail trail, Turn turn, Messages messages) {
    this.progress = progress;
    this.gate = gate;
    this.ledger = ledger;
    this.trail = trail;
    this.turn = turn;
    this.messages = messages;
  }

  /**
   * @return the result, when the pipeline did what it should, even if the answer was no
   * @throws TemporalFailure otherwise: a failure with the result, or a cancellation. (A pipeline
   *     that was asked to cancel is shown by Temporal as cancelled, however it ends, and without a
   *     result; the outcome is in the status and in the search attribute.)
   */
  PipelineResult end(Conclusion conclusion) {
    PipelineResult result = Waiting.undisturbed(() -> wrapUp(conclusion));
    return switch (result.outcome()) {
      case DEPLOYED, REJECTED, VALIDATION_FAILED, REPRODUCED, DIFFERS -> result;
      case CANCELLED -> throw new CanceledFailure(result.reason());
      case REFUSED, FAILED, ROLLED_BACK, ABORTED, COMPENSATION_FAILED ->
          throw ApplicationFailure.newNonRetryableFailure(
              result.reason(), result.outcome().name(), result);
    };
  }

  private PipelineResult wrapUp(Conclusion conclusion) {
    undo(conclusion.outcome());
    PipelineResult result = result(conclusion);
    turn.leave(result);
    messages.ended(result);
    farewell(result.outcome());
    recorded(result);
    progress.ended(result);
    messages.settle();
    Workflow.await(Workflow::isEveryHandlerFinished);
    return result;
  }

  private void undo(Outcome goal) {
    if (ledger.hasPending()) {
      progress.running("what was changed to be undone");
    }
    ledger.drain(0, new Undo(tags(goal), progress::ended));
  }

  private PipelineResult result(Conclusion conclusion) {
    return new PipelineResult(
        ledger.failed().isEmpty() ? conclusion.outcome() : Outcome.COMPENSATION_FAILED,
        ledger.withLeftUndone(conclusion.reason()),
        progress.manifest() == null ? null : progress.manifest().digest(),
        progress.candidate(),
        conclusion.endpointUrl(),
        conclusion.reproduced());
  }

  /** The MLflow run is told, but no pipeline fails for it. */
  private void farewell(Outcome outcome) {
    BeginTracking asked = progress.trackingAsked();
    if (asked == null) {
      return;
    }
    Map<String, String> tags = new TreeMap<>(tags(outcome));
    if (progress.candidate() != null) {
      tags.put(Tags.VERSION, progress.candidate().version());
    }
    try {
      TrackingActivities mlflow =
          ActivityProfiles.call(
              TrackingActivities.class, ActivityProfiles.FAREWELL, "end: " + outcome.word());
      // Asked again, because the answer may have been lost: the same key is the same run.
      TrackingRun run = progress.tracking() == null ? mlflow.begin(asked) : progress.tracking();
      mlflow.end(run, status(outcome), tags);
    } catch (ActivityFailure failure) {
      progress.note("the MLflow run was not ended: " + Failures.sentence(failure));
    }
  }

  /** Nothing depends on it any more, so no pipeline fails for it. */
  private void recorded(PipelineResult result) {
    try {
      trail.ended(result);
    } catch (ActivityFailure failure) {
      progress.note("the end was not recorded: " + Failures.sentence(failure));
    }
  }

  private Map<String, String> tags(Outcome outcome) {
    return OutcomeTags.of(outcome, progress.evidence(), gate.decisions());
  }

  private static TrackingActivities.Status status(Outcome outcome) {
    return switch (outcome) {
      case DEPLOYED, REJECTED, VALIDATION_FAILED, REPRODUCED, DIFFERS ->
          TrackingActivities.Status.FINISHED;
      case CANCELLED -> TrackingActivities.Status.KILLED;
      case REFUSED, FAILED, ROLLED_BACK, ABORTED, COMPENSATION_FAILED ->
          TrackingActivities.Status.FAILED;
    };
  }
}
