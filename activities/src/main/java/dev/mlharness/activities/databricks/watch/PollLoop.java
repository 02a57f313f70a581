package dev.mlharness.activities.databricks.watch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that polls one workspace: pass, pause, pass; or at once when woken. */
final class PollLoop {
  private static final Logger log = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration AFTER_MISTAKE = Duration.ofSeconds(30);

  private final String workspace;
  private final WorkspacePoller poller;
  private final WatchMetrics metrics;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;

  PollLoop(String workspace, WorkspacePoller poller, WatchMetrics metrics) {
    this.workspace = workspace;
    this.poller = poller;
    this.metrics = metrics;
    this.thread = WatcherThread.named("run-watcher-" + workspace).newThread(this::run);
    thread.start();
  }

  void wake() {
    woken.release();
  }

  private void run() {
    try {
      while (!stopped) {
        Duration pause = pass();
        if (woken.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)) {
          woken.drainPermits();
        }
      }
    } catch (InterruptedException stop) {
      log.debug("Workspace {} is no longer polled", workspace);
    }
  }

  private Duration pass() throws InterruptedException {
    long start = System.nanoTime();
    try {
      return poller.pass();
    } catch (RuntimeException e) {
      if (stopped) {
        return Duration.ZERO;
      }
      // A mistake of ours. Ending the thread would leave every run of the workspace unwatched.
      log.error("A pass over the runs of workspace {} broke off", workspace, e);
      return AFTER_MISTAKE;
    } finally {
      metrics.passed(workspace, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** Ends after the request that is under way, if any. */
  void stop() {
    stopped = true;
    thread.interrupt();
  }
}
