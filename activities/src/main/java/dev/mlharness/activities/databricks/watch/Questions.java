package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.Run;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.run.RunResult;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a workspace about single runs, a few at a time: an answer takes longer than the budget wants
 * to wait between two.
 */
final class Questions {
  /** A run counts as gone when the workspace has denied it so often in a row. */
  private static final int DENIALS = 3;

  /** How often the output of a run that has ended is asked for before it is done without. */
  private static final int OUTPUT_TRIES = 5;

  private final RunReader reader;
  private final RunResults results;
  private final Outlook outlook;
  private final ExecutorService threads;
  private final Operators operators;
  private final BiConsumer<Watch, Ended> ended;
  private final BiConsumer<Watch, ApplicationFailure> revoked;

  /**
   * @param ended is told of runs that have ended
   * @param revoked is told of runs that nobody can follow any more
   */
  Questions(
      RunReader reader,
      RunResults results,
      Operators operators,
      Outlook outlook,
      ExecutorService threads,
      BiConsumer<Watch, Ended> ended,
      BiConsumer<Watch, ApplicationFailure> revoked) {
    this.reader = reader;
    this.results = results;
    this.outlook = outlook;
    this.threads = threads;
    this.operators = operators;
    this.ended = ended;
    this.revoked = revoked;
  }

  /**
   * Asks once about each run. When the workspace cannot be asked, the rest stays unasked.
   *
   * @throws ApplicationFailure {@code UNAVAILABLE}, after all that were under way have been
   *     answered
   */
  void ask(Access access, List<Watch> some) throws InterruptedException {
    Map<Long, List<Watch>> byRun =
        some.stream().collect(Collectors.groupingBy(watch -> watch.run().runId()));
    var away = new AtomicReference<@Nullable ApplicationFailure>();
    List<Callable<Void>> questions = new ArrayList<>();
    byRun.forEach((run, waiting) -> questions.add(() -> ask(access, run, waiting, away)));
    for (Future<Void> question : threads.invokeAll(questions)) {
      answered(question);
    }
    ApplicationFailure failure = away.get();
    if (failure != null) {
      throw failure;
    }
  }

  private static void answered(Future<Void> question) throws InterruptedException {
    try {
      question.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("this worker stops");
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @SuppressWarnings("NullAway") // A Callable of nothing returns nothing.
  private Void ask(
      Access access,
      long run,
      List<Watch> waiting,
      AtomicReference<@Nullable ApplicationFailure> away)
      throws InterruptedException {
    if (away.get() == null) {
      try {
        ask(access, run, waiting);
      } catch (ApplicationFailure failure) {
        away.compareAndSet(null, failure);
      }
    }
    return null;
  }

  private void ask(Access access, long runId, List<Watch> waiting) throws InterruptedException {
    boolean repaired = waiting.stream().anyMatch(watch -> watch.run().repairs() > 0);
    try {
      Run run = reader.get(access, runId, repaired);
      for (Watch watch : waiting) {
        look(watch, run);
      }
    } catch (ApplicationFailure failure) {
      if (isOf(failure, FailureType.UNAVAILABLE)) {
        throw failure;
      }
      if (isOf(failure, FailureType.IDENTITY_REVOKED)) {
        for (Watch watch : waiting) {
          lookAsOperator(watch, failure);
        }
      } else if (isOf(failure, FailureType.NOT_FOUND)) {
        waiting.forEach(this::denied);
      } else {
        outlook.failed(waiting, failure);
      }
    }
  }

  private void look(Watch watch, Run run) throws InterruptedException {
    if (!RunResults.ended(run, watch.run())) {
      outlook.active(watch, run);
      return;
    }
    RunResult result = results.read(run, watch.run(), watch.outputTry() <= OUTPUT_TRIES);
    outlook.ended(run, result.succeeded());
    Long end = run.getEndTime();
    ended.accept(watch, new Ended(result, end == null ? outlook.now() : Instant.ofEpochMilli(end)));
  }

  /**
   * A run that ends is waited for, whoever ends it. One that goes on is given up as its role can no
   * longer steer it; once denied may be a mistake of the workspace.
   */
  private void lookAsOperator(Watch watch, ApplicationFailure denial) throws InterruptedException {
    Optional<Run> run = operators.read(watch.run());
    if (run.isPresent() && RunResults.ended(run.get(), watch.run())) {
      look(watch, run.get());
    } else if (run.isPresent() && RunStates.of(run.get()).ending()) {
      outlook.ending(watch);
    } else {
      int denials = watch.revoked();
      if (denials < DENIALS) {
        outlook.denied(watch, denials);
      } else {
        revoked.accept(watch, denial);
      }
    }
  }

  /** A run that was just made may be unknown for a moment: one denial is not enough. */
  private void denied(Watch watch) {
    int denials = watch.missing();
    if (denials < DENIALS) {
      outlook.denied(watch, denials);
    } else {
      ended.accept(watch, new Ended(RunResults.vanished(watch.run()), outlook.now()));
    }
  }

  private static boolean isOf(ApplicationFailure failure, FailureType type) {
    return failure.getType().equals(type.name());
  }

  /**
   * @param at when the run ended
   */
  record Ended(RunResult result, Instant at) {}
}
