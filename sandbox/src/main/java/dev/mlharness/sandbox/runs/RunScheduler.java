package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.SandboxSettings;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Moves runs on: gives tasks their turn when a slot is free, and ends runs before their time.
 *
 * <p>Turns are given on one thread, so that a slot is given once.
 */
@Component
@Lazy(false)
class RunScheduler implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RunScheduler.class);

  private final RunStore runs;
  private final RunningTasks tasks;
  private final int slots;
  private final ScheduledExecutorService turn =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "runs");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicBoolean nudged = new AtomicBoolean();
  private volatile boolean started;

  RunScheduler(RunStore runs, RunningTasks tasks, SandboxSettings settings) {
    this.runs = runs;
    this.tasks = tasks;
    this.slots = settings.concurrentTasks();
  }

  /** Something about a run has changed: looks, soon, what follows from it. */
  void nudge() {
    if (nudged.getAndSet(true)) {
      return;
    }
    try {
      turn.execute(guarded(this::advanceAll));
    } catch (RejectedExecutionException closing) {
      log.debug("The sandbox is closing; the next one goes on from here");
    }
  }

  /** Ends a run before its time; returns at once, and the run ends when its tasks have. */
  void stop(long runId, Ending as) {
    tasks.stop(runs.update(runId, run -> run.stopped(as)));
    nudge();
  }

  /** Ends a run as the loss of the machine under it would. */
  void lose(long runId) {
    var lost = Ending.now(Outcome.LOST, "The cluster of this run was lost.");
    tasks.kill(runs.update(runId, run -> run.stopped(lost)));
    nudge();
  }

  private void advanceAll() {
    nudged.set(false);
    long free = slots - taken();
    for (Run active : runs.active()) {
      for (Attempt waiting : waiting(advanced(active))) {
        if (free > 0 || waiting.phase() != Phase.QUEUED) {
          giveTurn(active.runId(), waiting.runId(), free > 0);
          free--;
        }
      }
    }
  }

  /** The run after what follows of itself; written only if anything does. */
  private Run advanced(Run run) {
    return RunProgress.advance(run).equals(run)
        ? run
        : runs.update(run.runId(), RunProgress::advance);
  }

  private static List<Attempt> waiting(Run run) {
    return run.attempts().stream()
        .filter(attempt -> !attempt.ended() && !attempt.underWay())
        .filter(attempt -> attempt.phase() != Phase.BLOCKED)
        .toList();
  }

  private void giveTurn(long runId, long attemptRunId, boolean free) {
    Run run =
        runs.update(
            runId,
            now ->
                now.with(
                    each -> each.runId() == attemptRunId && !each.ended(),
                    free ? Attempt::leavesQueue : waiting -> waiting.in(Phase.QUEUED)));
    run.attempt(attemptRunId)
        .filter(Attempt::underWay)
        .ifPresent(
            attempt -> {
              watchTimeouts(run, attempt);
              tasks.start(run, attempt, this::nudge);
            });
  }

  private long taken() {
    return runs.active().stream()
        .flatMap(run -> run.attempts().stream())
        .filter(Attempt::underWay)
        .count();
  }

  private void watchTimeouts(Run run, Attempt attempt) {
    Long ofTask = run.task(attempt.taskKey()).timeoutSeconds();
    if (ofTask != null && ofTask > 0) {
      at(attempt.times().left() + ofTask * 1_000, () -> timeOut(run, attempt, ofTask));
    }
    Long ofRun = run.spec().timeoutSeconds();
    if (ofRun != null && ofRun > 0) {
      at(run.begun() + ofRun * 1_000, () -> timeOut(run, ofRun));
    }
  }

  private void timeOut(Run run, Attempt attempt, long seconds) {
    var ending =
        Ending.now(Outcome.TIMEDOUT, "Task exceeded its timeout of %d seconds.".formatted(seconds));
    tasks.stop(
        runs.update(run.runId(), now -> now.with(attempt.runId(), each -> each.stopped(ending))));
  }

  private void timeOut(Run run, long seconds) {
    // After a repair the run has its time anew, and this was the limit of the round before.
    boolean sameRound =
        runs.find(run.runId())
            .filter(now -> now.active() && now.repairs().size() == run.repairs().size())
            .isPresent();
    if (sameRound) {
      stop(
          run.runId(),
          Ending.now(
              Outcome.TIMEDOUT, "Run exceeded its timeout of %d seconds.".formatted(seconds)));
    }
  }

  private void at(long epochMillis, Runnable work) {
    long delay = Math.max(0, epochMillis - System.currentTimeMillis());
    var unused = turn.schedule(guarded(work), delay, TimeUnit.MILLISECONDS);
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        // One run that cannot be moved on must not stop all others.
        log.error("A run could not be moved on", e);
      }
    };
  }

  /** Takes up what an earlier sandbox left: processes that still run, and exit codes of others. */
  @Override
  public void start() {
    for (Run run : runs.active()) {
      run.attempts().stream()
          .filter(Attempt::underWay)
          .forEach(
              attempt -> {
                watchTimeouts(run, attempt);
                tasks.takeUp(run, attempt, this::nudge);
              });
    }
    started = true;
    nudge();
  }

  /** A sandbox that is stopped leaves no process behind. One that is killed leaves them all. */
  @Override
  public void stop() {
    started = false;
    turn.shutdownNow();
    var closed = Ending.now(Outcome.LOST, "The sandbox was stopped while this run was active.");
    for (Run run : runs.active()) {
      if (tasks.has(run)) {
        tasks.stop(runs.update(run.runId(), now -> now.stopped(closed)));
      }
    }
    tasks.awaitExits();
  }

  /** Before requests are taken, so that nothing is under way but what was before. */
  @Override
  public int getPhase() {
    return 1;
  }

  @Override
  public boolean isRunning() {
    return started;
  }
}
