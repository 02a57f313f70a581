package dev.mlharness.worker;

import io.grpc.StatusRuntimeException;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts polling once Temporal answers, and drains at shutdown: no new work, running activities
 * finish, and only then does the rest of the process go.
 */
final class WorkerLifecycle implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  /** Where a worker is between its start and its end. */
  enum State {
    WAITING,
    POLLING,
    DRAINING,
    STOPPED
  }

  private final WorkerFactory factory;
  private final SearchAttributeRegistration searchAttributes;
  private final Duration drainTimeout;
  private final AutoCloseable runWatching;
  private final Thread starter = new Thread(this::startWhenTemporalAnswers, "worker-start");
  private volatile State state = State.STOPPED;

  /**
   * @param runWatching closed after the workers, so that a run that has ended is still reported
   */
  WorkerLifecycle(
      WorkerFactory factory,
      SearchAttributeRegistration searchAttributes,
      Duration drainTimeout,
      AutoCloseable runWatching) {
    this.factory = factory;
    this.searchAttributes = searchAttributes;
    this.drainTimeout = drainTimeout;
    this.runWatching = runWatching;
  }

  State state() {
    return state;
  }

  @Override
  public void start() {
    state = State.WAITING;
    starter.start();
  }

  private void startWhenTemporalAnswers() {
    boolean told = false;
    while (state == State.WAITING) {
      try {
        searchAttributes.ensure();
        factory.start();
        state = State.POLLING;
        LOG.info("Polling for work");
        return;
      } catch (StatusRuntimeException e) {
        if (!told) {
          LOG.warn(
              "Temporal does not answer ({}: {}). Waiting for it; check TEMPORAL_ADDRESS and"
                  + " TEMPORAL_NAMESPACE if this lasts.",
              e.getStatus().getCode(),
              e.getStatus().getDescription());
          told = true;
        }
      }
      if (!pause()) {
        return;
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void stop() {
    state = State.DRAINING;
    starter.interrupt();
    LOG.info("Draining: running activities have {} to finish", drainTimeout);
    factory.shutdown();
    factory.awaitTermination(drainTimeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!factory.isTerminated()) {
      LOG.warn("Some activities did not finish in time; another worker takes them over");
      factory.shutdownNow();
    }
    closeRunWatching();
    state = State.STOPPED;
  }

  private void closeRunWatching() {
    try {
      runWatching.close();
    } catch (Exception e) {
      // AutoCloseable allows anything; a failure here must not keep the process from ending.
      LOG.warn("Watching runs did not stop cleanly", e);
    }
  }

  @Override
  public boolean isRunning() {
    return state == State.WAITING || state == State.POLLING;
  }

  /** Started last, stopped first: everything that activities use is still there. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
