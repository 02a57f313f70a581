package dev.mlharness.sandbox.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process group of a task that runs. Whether this sandbox started it or found it after a
 * restart makes no difference.
 */
public final class TaskProcess {

  private static final Logger log = LoggerFactory.getLogger(TaskProcess.class);
  private static final long GRACE_SECONDS = 5;

  private final ProcessHandle leader;

  TaskProcess(ProcessHandle leader) {
    this.leader = leader;
  }

  /** Runs {@code then} when the process has ended; at once if it has already. */
  public void onExit(Runnable then) {
    var unused = leader.onExit().thenRun(then);
  }

  /** Asks the task to end, and ends it by force when it has not after five seconds. */
  public void stop() {
    signal("TERM");
    CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(this::killIfAlive);
  }

  /** Waits until a task that was asked to end has; ends it by force when it takes too long. */
  public void awaitExit() {
    try {
      leader.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the task at once, as a machine that is lost does. */
  public void kill() {
    signal("KILL");
  }

  private void killIfAlive() {
    if (leader.isAlive()) {
      kill();
    }
  }

  /** The JDK signals single processes only; {@code kill} reaches the group that the task leads. */
  private void signal(String name) {
    try {
      var kill =
          new ProcessBuilder("kill", "-s", name, "--", "-" + leader.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(GRACE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        log.info("Process group {} was gone before it could be sent {}", leader.pid(), name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run kill", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
