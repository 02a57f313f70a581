package dev.mlharness.pipeline;

import dev.mlharness.access.Failures;
import dev.mlharness.approval.Gate;
import dev.mlharness.approval.Ruling;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.ledger.Undo;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.timing.Waiting;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.tracking.TrackingRun;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ends a pipeline: undoes what must be undone, says so everywhere, and cannot be cancelled. */
final class Ending {
  private final Progress progress;
  private final Gate gate;
  private final Ledger ledger;

  Ending(Progress progress, Gate gate, Ledger ledger) {
    this.progress = progress;
    this.gate = gate;
    this.ledger = ledger;
  }

  PipelineResult deployed(ModelVersion candidate, Ruling ruling, @Nullable String endpointUrl) {
    String reason =
        "version %s is champion of %s; %s"
            .formatted(candidate.version(), candidate.model(), ruling.reason());
    return end(Outcome.DEPLOYED, reason, endpointUrl);
  }

  /**
   * The pipeline did what it should, and the answer is no.
   *
   * @throws ApplicationFailure when not everything could be undone
   */
  PipelineResult refused(Outcome outcome, String reason) {
    PipelineResult result = end(outcome, reason, null);
    if (result.outcome() != outcome) {
      throw failure(result);
    }
    return result;
  }

  /**
   * An end that nobody wanted: a failure with the result, or a cancellation. A pipeline that was
   * asked to cancel is shown by Temporal as cancelled, however it ends, and without a result; the
   * outcome is in the status and in the search attribute.
   */
  TemporalFailure failed(RuntimeException cause) {
    PipelineResult result = end(outcome(cause), reason(cause), null);
    return result.outcome() == Outcome.CANCELLED
        ? new CanceledFailure(result.reason())
        : failure(result);
  }

  private static ApplicationFailure failure(PipelineResult result) {
    return ApplicationFailure.newNonRetryableFailure(
        result.reason(), result.outcome().name(), result);
  }

  private static Outcome outcome(RuntimeException cause) {
    if (CancellationScope.current().isCancelRequested()) {
      return Outcome.CANCELLED;
    }
    return cause instanceof GivenUp givenUp ? givenUp.outcome() : Outcome.FAILED;
  }

  private static String reason(RuntimeException cause) {
    if (CancellationScope.current().isCancelRequested()) {
      return "cancelled on request";
    }
    return cause instanceof TemporalFailure failure
        ? Failures.sentence(failure)
        : String.valueOf(cause.getMessage());
  }

  private PipelineResult end(Outcome goal, String reason, @Nullable String endpointUrl) {
    return Waiting.undisturbed(
        () -> {
          undo(goal);
          PipelineResult result = result(goal, reason, endpointUrl);
          farewell(result.outcome());
          progress.ended(result);
          Workflow.await(Workflow::isEveryHandlerFinished);
          return result;
        });
  }

  private void undo(Outcome goal) {
    progress.running("what was changed to be undone");
    ledger.drain(0, new Undo(tags(goal)));
  }

  private PipelineResult result(Outcome goal, String reason, @Nullable String endpointUrl) {
    List<LedgerEntry> left = ledger.failed();
    boolean clean = left.isEmpty();
    return new PipelineResult(
        clean ? goal : Outcome.COMPENSATION_FAILED,
        clean ? reason : reason + ". Not undone: " + sentences(left),
        progress.manifest() == null ? null : progress.manifest().digest(),
        progress.candidate(),
        endpointUrl);
  }

  private static String sentences(List<LedgerEntry> left) {
    return left.stream()
        .map(entry -> entry.what() + " (" + entry.note() + ")")
        .collect(Collectors.joining("; "));
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

  private Map<String, String> tags(Outcome outcome) {
    return OutcomeTags.of(outcome, progress.evidence(), gate.decisions());
  }

  private static TrackingActivities.Status status(Outcome outcome) {
    return switch (outcome) {
      case DEPLOYED, REJECTED, VALIDATION_FAILED -> TrackingActivities.Status.FINISHED;
      case CANCELLED -> TrackingActivities.Status.KILLED;
      case FAILED, ABORTED, COMPENSATION_FAILED -> TrackingActivities.Status.FAILED;
    };
  }
}
