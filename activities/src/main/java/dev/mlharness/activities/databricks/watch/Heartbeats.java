package dev.mlharness.activities.databricks.watch;

import dev.mlharness.activities.failure.Redaction;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every watch alive, at a third of its heartbeat time-out. The first beat comes at a random
 * moment of that time, so that watches that began together do not beat together.
 */
final class Heartbeats {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
  private static final int THREADS = 2;

  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, WatcherThread.named("run-watcher-heartbeat"));
  private final Watches watches;
  private final Completions completions;

  Heartbeats(Watches watches, Completions completions) {
    this.watches = watches;
    this.completions = completions;
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void begin(Watch watch) {
    next(watch, ThreadLocalRandom.current().nextLong(watch.heartbeatEvery().toMillis()) + 1);
  }

  private void next(Watch watch, long millis) {
    if (!threads.isShutdown()) {
      var unused = threads.schedule(() -> beat(watch), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void beat(Watch watch) {
    if (!watches.contains(watch)) {
      return;
    }
    try {
      heed(watch, completions.heartbeat(watch.taskToken(), watch.progress()));
    } catch (RuntimeException e) {
      // Temporal is away. The watch goes on: it may be back before the time-out.
      log.warn(
          "No heartbeat for run {}: {}",
          watch.run().runId(),
          Redaction.of(String.valueOf(e.getMessage())));
    }
    next(watch, watch.heartbeatEvery().toMillis());
  }

  private void heed(Watch watch, Completions.Standing standing) {
    switch (standing) {
      case WANTED -> {}
      case GONE -> stop(watch);
      case CANCELLED -> {
        if (stop(watch)) {
          completions.cancelled(watch.taskToken());
        }
      }
    }
  }

  /** False when the end of the run is being told already. */
  private boolean stop(Watch watch) {
    if (!watch.settle()) {
      return false;
    }
    watches.remove(watch);
    return true;
  }

  void close() {
    threads.shutdownNow();
  }
}
