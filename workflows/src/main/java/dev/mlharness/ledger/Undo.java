package dev.mlharness.ledger;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.ledger.LedgerEntry.State;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.run.RunActivities;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunResult;
import dev.mlharness.secret.SecretActivities;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies inverses. Each activity checks the precondition: what somebody else has changed since is
 * left as it is.
 */
public final class Undo {
  /** Answers that say: there is nothing of ours to undo here. */
  private static final Set<FailureType> NOTHING_TO_UNDO =
      Set.of(FailureType.CONFLICT, FailureType.NOT_FOUND);

  private final Map<String, String> retiredTags;
  private final Consumer<RunResult> stopped;

  /**
   * @param retiredTags what is written on a version that is not promoted
   * @param stopped is told how each run ended
   */
  public Undo(Map<String, String> retiredTags, Consumer<RunResult> stopped) {
    this.retiredTags = Map.copyOf(retiredTags);
    this.stopped = stopped;
  }

  /** How an inverse ended: the new state of its entry, with a note for people. */
  public record Result(State state, @Nullable String note) {}

  Result apply(LedgerEntry entry) {
    try {
      return new Result(State.UNDONE, undo(entry.inverse()));
    } catch (ActivityFailure failure) {
      String sentence = Failures.sentence(failure);
      return nothingToUndo(entry.inverse(), failure)
          ? new Result(State.SKIPPED, "left as it is: " + sentence)
          : new Result(State.FAILED, sentence + ". By hand: " + ByHand.finish(entry.inverse()));
    }
  }

  private static boolean nothingToUndo(Inverse inverse, ActivityFailure failure) {
    // A submission that is refused for good leaves no run to stop.
    boolean unsubmitted = inverse instanceof Inverse.StopRun stop && stop.run() == null;
    return Failures.type(failure)
        .filter(type -> unsubmitted ? !type.retryable() : NOTHING_TO_UNDO.contains(type))
        .isPresent();
  }

  private @Nullable String undo(Inverse inverse) {
    if (inverse instanceof Inverse.StopRun stop) {
      return stop(stop);
    }
    if (inverse instanceof Inverse.RetireVersion retire) {
      return retire(retire);
    }
    if (inverse instanceof Inverse.RestoreAlias restore) {
      call(RegistryActivities.class, ActivityProfiles.UNDO, "undo: alias")
          .changeAlias(restore.change());
      return null;
    }
    if (inverse instanceof Inverse.RestoreSecret restore) {
      call(SecretActivities.class, ActivityProfiles.UNDO, "undo: secret in its store")
          .restore(restore.change());
      return null;
    }
    if (inverse instanceof Inverse.DiscardSecret discard) {
      call(SecretActivities.class, ActivityProfiles.UNDO, "undo: new secret")
          .discard(discard.change());
      return null;
    }
    Inverse.RestoreEndpoint restore = (Inverse.RestoreEndpoint) inverse;
    call(ServingActivities.class, ActivityProfiles.UNDO_AND_WAIT, "undo: endpoint")
        .change(restore.change());
    return null;
  }

  private String stop(Inverse.StopRun stop) {
    RunHandle run = stop.run() == null ? find(stop) : stop.run();
    call(RunActivities.class, ActivityProfiles.UNDO, "cancel run " + run.runId()).cancel(run);
    RunResult ended =
        call(RunActivities.class, ActivityProfiles.UNDO_AND_WAIT, "run " + run.runId() + " stops")
            .watch(run);
    stopped.accept(ended);
    return "run " + run.runId() + " ended " + ended.outcome();
  }

  /** Submission was begun and never answered: the same token leads to the run that it made. */
  private static RunHandle find(Inverse.StopRun stop) {
    return call(RunActivities.class, ActivityProfiles.UNDO, "find " + stop.request().name())
        .submit(stop.request());
  }

  private @Nullable String retire(Inverse.RetireVersion retire) {
    ModelVersion version =
        call(RegistryActivities.class, ActivityProfiles.UNDO, "undo: retire version")
            .retire(retire.access(), retire.model(), retire.key(), retiredTags);
    return version == null ? "no version was made" : "version " + version.version() + " stays";
  }

  private static <T> T call(Class<T> activities, ActivityOptions profile, String summary) {
    return ActivityProfiles.call(activities, profile, summary);
  }
}
