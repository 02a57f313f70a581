package dev.mlharness.pipeline;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.run.RunActivities;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings one stage to success by Databricks runs: attempts, repairs, and people in between.
 *
 * <p>A generation is one run. The next one begins only after the end of the former was seen; until
 * then every call is about the same run, whatever was lost in between.
 */
final class StageRunner<T> {
  private final PipelineContext pipeline;
  private final StageWork work;
  private final Supplier<T> product;

  private int generation;

  /** Generations that may still begin without a person. */
  private int spare;

  /** A run of this generation whose end was not seen yet. */
  private @Nullable RunHandle running;

  /** How the run of this generation ended. */
  private @Nullable RunResult ended;

  /** The open ledger entry of the run. */
  private int entry;

  /** A person wants the ended run repaired. */
  private boolean repair;

  /** It could not be: the next generation is due. */
  private boolean beyondRepair;

  /**
   * @param product reads what a successful run leaves behind; a failure of type {@code HELD} says
   *     that it left nothing, and makes the run a failed one
   */
  StageRunner(PipelineContext pipeline, StageWork work, Supplier<T> product) {
    this.pipeline = pipeline;
    this.work = work;
    this.generation = pipeline.generations().next(work.stage());
    this.product = product;
    this.spare = work.task().attempts() - 1;
  }

  /**
   * @return what the stage leaves behind; empty when a person chose to go on without it
   * @throws GivenUp when it failed and nobody mends it
   */
  Optional<T> run() {
    while (true) {
      try {
        RunResult result = ended != null && !repair ? ended : attempt();
        if (result.succeeded()) {
          return Optional.of(product.get());
        }
        if (beyondRepair || (spare > 0 && result.outcome() != RunOutcome.CANCELED)) {
          nextGeneration(spare - 1);
        } else if (skipped(sentence(result))) {
          return Optional.empty();
        } else {
          afresh(result.outcome().repairable());
        }
      } catch (ActivityFailure failure) {
        Failures.rethrowCancellation(failure);
        if (skipped(Hold.reason(work.stage(), failure))) {
          return Optional.empty();
        }
        if (ended != null && !repair && Failures.is(FailureType.HELD, failure)) {
          afresh(false);
        }
      }
    }
  }

  /** Waits for a person. Whether to go on without the stage. */
  private boolean skipped(String trouble) {
    return pipeline.hold().awaitOrSkip(work.stage(), trouble);
  }

  /** A person asked for another try after the run had ended. */
  private void afresh(boolean repairable) {
    if (repairable) {
      repair = true;
    } else {
      nextGeneration(work.task().attempts() - 1);
    }
  }

  private void nextGeneration(int more) {
    generation = pipeline.generations().next(work.stage());
    spare = Math.max(0, more);
    ended = null;
    beyondRepair = false;
  }

  private RunResult attempt() {
    RunHandle run = running;
    if (run == null) {
      withinBudget();
      RunRequest request = work.request(pipeline, generation);
      run = ended == null ? submit(request) : repair(request, ended.run());
    }
    running = run;
    pipeline.progress().started(work.stage(), generation, run);
    RunResult result = watch(run);
    pipeline.ledger().close(entry);
    pipeline.progress().ended(result);
    running = null;
    repair = false;
    ended = result;
    return result;
  }

  /** Waits for a person while nothing is left to spend. */
  private void withinBudget() {
    Spending spending = pipeline.progress().spending();
    String exceeded = spending.exceeded();
    while (exceeded != null) {
      pipeline.hold().spent(work.stage(), exceeded, !spending.aborts());
      exceeded = spending.exceeded();
    }
  }

  private RunHandle submit(RunRequest request) {
    // Before the call: its answer may be lost, and the run must be found and stopped all the same.
    entry = write(request, null);
    RunHandle run = call(ActivityProfiles.CHANGE, "submit").submit(request);
    pipeline.ledger().refine(entry, new Inverse.StopRun(request, run));
    return run;
  }

  private RunHandle repair(RunRequest request, RunHandle run) {
    entry = write(request, run);
    try {
      RunHandle repaired = call(ActivityProfiles.CHANGE, "repair run " + run.runId()).repair(run);
      pipeline.ledger().refine(entry, new Inverse.StopRun(request, repaired));
      return repaired;
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      if (!Failures.isRefusal(failure)) {
        throw failure;
      }
      // It cannot be repaired. Watching it once more makes sure that it has ended; then a new one.
      pipeline
          .progress()
          .note("run %d was not repaired: %s".formatted(run.runId(), Failures.sentence(failure)));
      beyondRepair = true;
      return run;
    }
  }

  private RunResult watch(RunHandle run) {
    return call(ActivityProfiles.watch(work.task().timeout()), "run " + run.runId()).watch(run);
  }

  private int write(RunRequest request, @Nullable RunHandle run) {
    return pipeline.ledger().write("run " + request.name(), new Inverse.StopRun(request, run));
  }

  private RunActivities call(ActivityOptions profile, String what) {
    String summary = "%s, attempt %d: %s".formatted(work.stage().word(), generation, what);
    return ActivityProfiles.call(RunActivities.class, profile, summary);
  }

  private static String sentence(RunResult result) {
    return "run %d ended %s: %s (%s)"
        .formatted(result.run().runId(), result.outcome(), result.reason(), result.run().url());
  }
}
