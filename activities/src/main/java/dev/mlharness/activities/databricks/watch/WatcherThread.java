package dev.mlharness.activities.databricks.watch;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads with names: none of them keeps a process alive. */
final class WatcherThread {
  private WatcherThread() {}

  static ThreadFactory named(String name) {
    var count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
