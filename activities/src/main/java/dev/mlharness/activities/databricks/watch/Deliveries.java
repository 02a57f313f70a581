package dev.mlharness.activities.databricks.watch;

import dev.mlharness.activities.failure.Redaction;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Temporal how watches ended, a few at a time however many runs end together, and again until
 * it gets through.
 */
final class Deliveries {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
  private static final int AT_ONCE = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(AT_ONCE, WatcherThread.named("run-watcher-delivery"));
  private final Watches watches;
  private final Duration firstPause;

  Deliveries(Watches watches, Duration firstPause) {
    this.watches = watches;
    this.firstPause = firstPause;
    // What waits for another try when the process stops is picked up by the heartbeat time-out.
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Calls {@code tell} until it does not throw, or Temporal no longer wants to hear. */
  void deliver(Watch watch, Runnable tell) {
    schedule(watch, tell, Duration.ZERO, firstPause);
  }

  private void schedule(Watch watch, Runnable tell, Duration wait, Duration nextPause) {
    try {
      var unused =
          threads.schedule(
              () -> attempt(watch, tell, nextPause), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      log.info("Run {} ended while this worker stops; another will say so", watch.run().runId());
    }
  }

  private void attempt(Watch watch, Runnable tell, Duration pause) {
    if (!watches.contains(watch)) {
      return;
    }
    try {
      tell.run();
      watches.remove(watch);
    } catch (RuntimeException e) {
      // Whatever it is, giving up would leave the activity to its time-out.
      log.warn(
          "Temporal was not told about run {}, again in {}: {}",
          watch.run().runId(),
          pause,
          Redaction.of(String.valueOf(e.getMessage())));
      Duration twice = pause.multipliedBy(2);
      schedule(watch, tell, pause, twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice);
    }
  }

  /** Lets what is under way finish, for at most so long. */
  void close(Duration patience) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
