package dev.mlharness.pipeline;

import dev.mlharness.access.Failures;
import dev.mlharness.approval.Evidence;
import dev.mlharness.promotion.Departure;
import dev.mlharness.promotion.PromotionActivities;
import dev.mlharness.promotion.TurnAnswer;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.promotion.Withdrawal;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.timing.Waiting;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline's turn to promote: of one model, one pipeline at a time. The entity's signal only
 * says when to ask again; what counts is the answer, so that neither a reset nor a stranger's
 * signal gives a turn.
 */
final class Turn {
  private static final String VERSION = "model-turn";

  /** Those that went back before left their turn before what they had done was undone. */
  private static final String DRAINED = "left-after-draining";

  /** An entity that was lost, and its signals with it, is asked anew after this time. */
  private static final Duration UNHEARD = Duration.ofHours(1);

  private final Progress progress;
  private final Hold hold;
  private @Nullable TurnRequest asked;
  private @Nullable Instant promoted;
  private @Nullable Withdrawal withdrawn;
  private @Nullable CancellationScope promotion;
  private boolean called;

  Turn(Progress progress, Hold hold) {
    this.progress = progress;
    this.hold = hold;
  }

  /**
   * Promotes when it is this pipeline's turn.
   *
   * @throws GivenUp when somebody rolls the model back meanwhile
   * @throws Reopened when what was decided holds no more; then the turn is others' again
   * @throws BackTo when a person wants to go back; then {@link #wentBack} makes it others'
   */
  <T extends @Nullable Object> T promote(
      PipelineContext pipeline, Evidence evidence, Initiator initiator, Supplier<T> work) {
    if (Workflow.getVersion(VERSION, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return work.get();
    }
    TurnRequest request = request(pipeline, evidence, initiator);
    asked = request;
    T result;
    try {
      result =
          withdrawable(
              () -> {
                await(request);
                return work.get();
              });
    } catch (Reopened away) {
      leave(request, away);
      throw away;
    } catch (BackTo away) {
      if (Workflow.getVersion(DRAINED, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
        leave(request, away);
      }
      throw away;
    }
    Instant since = progress.championSince();
    promoted = since == null ? Instant.ofEpochMilli(Workflow.currentTimeMillis()) : since;
    return result;
  }

  private static TurnRequest request(
      PipelineContext pipeline, Evidence evidence, Initiator initiator) {
    Deploy deploy = pipeline.recipe().deploy();
    Deploy.Serving serving = deploy.serving();
    return new TurnRequest(
        pipeline.access(deploy.role()),
        pipeline.recipe().model(),
        pipeline.id().workflowId(),
        pipeline.id().firstRunId(),
        evidence.candidate().version(),
        serving == null ? null : serving.endpoint(),
        initiator.name());
  }

  private void await(TurnRequest request) {
    while (true) {
      called = false;
      TurnAnswer answer = hold.mend(Stage.DEPLOY, () -> call("ask for the turn").ask(request));
      if (answer.granted()) {
        return;
      }
      progress.running("its turn: " + answer.waitingFor());
      Waiting.until(() -> called, UNHEARD, "its turn");
    }
  }

  private <T extends @Nullable Object> T withdrawable(Supplier<T> work) {
    CompletablePromise<T> result = Workflow.newPromise();
    CancellationScope scope = Workflow.newCancellationScope(() -> result.complete(work.get()));
    promotion = scope;
    try {
      scope.run();
    } catch (TemporalFailure | GivenUp end) {
      if (withdrawn == null) {
        throw end;
      }
    } finally {
      promotion = null;
    }
    if (!result.isCompleted()) {
      throw new GivenUp(Outcome.ABORTED, withdrawn == null ? "" : withdrawn.sentence());
    }
    return result.get();
  }

  /** Lets others promote, once nothing is left of what was done. */
  void wentBack(BackTo away) {
    TurnRequest request = asked;
    if (request != null) {
      leave(request, away);
    }
  }

  /** It may take days until this one comes back; nobody waits for it in the line. */
  private void leave(TurnRequest request, RuntimeException away) {
    leave(new Departure(request, "went back", String.valueOf(away.getMessage()), null));
    asked = null;
  }

  /** The entity has something to say. */
  void called() {
    called = true;
  }

  /** Takes a promotion back that is under way. Later it is too late for that. */
  void withdraw(Withdrawal by) {
    CancellationScope scope = promotion;
    if (scope == null) {
      progress.note("'%s' was ignored: nothing is being promoted".formatted(by.sentence()));
      return;
    }
    withdrawn = by;
    progress.running("the promotion to be taken back: " + by.sentence());
    scope.cancel(by.sentence());
  }

  /** Lets the next pipeline promote. Should this fail, the entity finds out by itself. */
  void leave(PipelineResult result) {
    TurnRequest request = asked;
    if (request == null) {
      return;
    }
    boolean deployed = result.outcome() == Outcome.DEPLOYED;
    leave(
        new Departure(
            request, result.outcome().word(), result.reason(), deployed ? promoted : null));
  }

  private void leave(Departure departure) {
    try {
      call("leave the turn to others").leave(departure);
    } catch (ActivityFailure failure) {
      progress.note("the model's entity was not told: " + Failures.sentence(failure));
    }
  }

  private static PromotionActivities call(String what) {
    return ActivityProfiles.call(
        PromotionActivities.class, ActivityProfiles.MESSAGE, "deploy: " + what);
  }
}
