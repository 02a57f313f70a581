package dev.mlharness.world;

import dev.mlharness.pipeline.Stage;
import dev.mlharness.run.RunActivities;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import dev.mlharness.run.Usage;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Databricks: one run for each token. */
public final class FakeRuns implements RunActivities {
  private static final long BLINK_MILLIS = 20;

  private final Faults faults;
  private final FakeTracking tracking;
  private @Nullable Usage usage;
  private final Map<String, Run> byToken = new LinkedHashMap<>();

  /** What becomes of the next runs; empty: the run goes on until it is cancelled. */
  private final Map<String, Deque<Optional<RunOutcome>>> fates = new HashMap<>();

  FakeRuns(Faults faults, FakeTracking tracking) {
    this.faults = faults;
    this.tracking = tracking;
  }

  /** A run that was made. */
  public static final class Run {
    private final long id;
    private final RunRequest request;
    private int repairs;
    private @Nullable RunOutcome outcome;

    Run(long id, RunRequest request, @Nullable RunOutcome outcome) {
      this.id = id;
      this.request = request;
      this.outcome = outcome;
    }

    public RunRequest request() {
      return request;
    }

    /** Null while it runs. */
    public @Nullable RunOutcome outcome() {
      return outcome;
    }

    public int repairs() {
      return repairs;
    }

    boolean isOf(Stage stage) {
      return stage.word().equals(stage(request));
    }

    private RunHandle handle() {
      return new RunHandle(request.access(), id, "https://workspace.test/run/" + id, repairs);
    }
  }

  /** How the next runs or repairs of a stage end; after that they succeed. */
  public synchronized void next(Stage stage, RunOutcome... outcomes) {
    for (RunOutcome outcome : outcomes) {
      fates(stage.word()).add(Optional.of(outcome));
    }
  }

  /** The next run of a stage goes on until it is cancelled. */
  public synchronized void hang(Stage stage) {
    fates(stage.word()).add(Optional.empty());
  }

  /** The next run that measures goes on until it is cancelled. */
  public synchronized void hangCheck() {
    fates("check").add(Optional.empty());
  }

  public synchronized List<Run> made() {
    return List.copyOf(byToken.values());
  }

  /** How long each run takes, each repair anew; unknown unless it is said. */
  public synchronized void eachTakes(Duration time, double dbu) {
    usage = new Usage(time, dbu);
  }

  private synchronized @Nullable Usage usage(Run run) {
    Usage each = usage;
    if (each == null) {
      return null;
    }
    Usage used = each;
    for (int i = 0; i < run.repairs; i++) {
      used = used.plus(each);
    }
    return used;
  }

  /** Ends what would hang. */
  public synchronized void stopAll() {
    byToken.values().forEach(this::end);
  }

  @Override
  public RunHandle submit(RunRequest request) {
    return faults.around("SubmitRun " + stage(request), () -> make(request));
  }

  @Override
  public RunResult watch(RunHandle handle) {
    Run run = find(handle);
    return faults.around(
        "WatchRun " + stage(run.request),
        () -> {
          RunOutcome outcome = await(run);
          if (outcome == RunOutcome.SUCCESS) {
            tracking.taskEnded(run.request);
          }
          return new RunResult(run.handle(), outcome, "it ended " + outcome, List.of(), usage(run));
        });
  }

  @Override
  public void cancel(RunHandle handle) {
    Run run = find(handle);
    faults.around("CancelRun " + stage(run.request), () -> end(run));
  }

  @Override
  public RunHandle repair(RunHandle handle) {
    Run run = find(handle);
    return faults.around("RepairRun " + stage(run.request), () -> repair(run, handle));
  }

  private synchronized RunHandle make(RunRequest request) {
    return byToken
        .computeIfAbsent(
            request.idempotencyToken(),
            token -> new Run(byToken.size() + 1, request, fate(stage(request))))
        .handle();
  }

  private synchronized RunHandle repair(Run run, RunHandle handle) {
    if (run.repairs == handle.repairs()) {
      run.repairs++;
      run.outcome = fate(stage(run.request));
    }
    return run.handle();
  }

  private synchronized boolean end(Run run) {
    if (run.outcome == null) {
      run.outcome = RunOutcome.CANCELED;
    }
    return true;
  }

  private synchronized Run find(RunHandle handle) {
    return byToken.values().stream()
        .filter(run -> run.id == handle.runId())
        .findFirst()
        .orElseThrow();
  }

  private synchronized @Nullable RunOutcome outcome(Run run) {
    return run.outcome;
  }

  private RunOutcome await(Run run) {
    while (true) {
      RunOutcome outcome = outcome(run);
      if (outcome != null) {
        return outcome;
      }
      Activity.getExecutionContext().heartbeat(null);
      try {
        Thread.sleep(BLINK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the test is over", e);
      }
    }
  }

  private @Nullable RunOutcome fate(String stage) {
    Optional<RunOutcome> scripted = fates(stage).poll();
    return scripted == null ? RunOutcome.SUCCESS : scripted.orElse(null);
  }

  private Deque<Optional<RunOutcome>> fates(String stage) {
    return fates.computeIfAbsent(stage, s -> new ArrayDeque<>());
  }

  private static String stage(RunRequest request) {
    return String.valueOf(request.parameters().get("mlharness_stage"));
  }
}
