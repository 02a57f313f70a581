package dev.mlharness.activities.databricks.watch;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.OnBehalf;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.run.RunHandle;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for runs on behalf of activities that complete asynchronously. Waiting holds no thread and
 * costs no request of its own. Nothing is stored: Temporal knows who waits, Databricks knows how
 * far the run is, and a watch that is lost with its process is begun again by another after the
 * heartbeat time-out.
 */
public final class RunWatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunWatcher.class);
  private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(10);
  private static final int QUESTIONS_AT_ONCE = 4;

  private final Workspaces workspaces;
  private final WorkspaceClients clients;
  private final Completions completions;
  private final WatchMetrics metrics;
  private final Pace pace;
  private final Duration patience;
  private final Clock clock = Clock.systemUTC();
  private final PastDurations past = new PastDurations();
  private final Watches watches;
  private final Heartbeats heartbeats;
  private final Deliveries deliveries;
  private final Map<String, PollLoop> loops = new ConcurrentHashMap<>();
  private final ExecutorService questioners =
      Executors.newFixedThreadPool(QUESTIONS_AT_ONCE, WatcherThread.named("run-watcher-question"));
  private volatile boolean closed;

  /**
   * @param waiting is told which pipelines wait
   * @param patience how long {@link #close} lets completions take
   */
  public RunWatcher(
      Workspaces workspaces,
      WorkspaceClients clients,
      ActivityCompletionClient temporal,
      WatchMetrics metrics,
      WaitingPipelines waiting,
      Duration patience) {
    this(
        workspaces,
        clients,
        new TemporalCompletions(temporal),
        metrics,
        waiting,
        Pace.DEFAULT,
        patience);
  }

  RunWatcher(
      Workspaces workspaces,
      WorkspaceClients clients,
      Completions completions,
      WatchMetrics metrics,
      WaitingPipelines waiting,
      Pace pace,
      Duration patience) {
    this.workspaces = workspaces;
    this.clients = clients;
    this.completions = completions;
    this.metrics = metrics;
    this.pace = pace;
    this.patience = patience;
    this.watches = new Watches(metrics, waiting);
    this.heartbeats = new Heartbeats(watches, completions);
    this.deliveries = new Deliveries(watches, Duration.ofSeconds(1));
  }

  /**
   * Completes the activity when the run has ended.
   *
   * @param heartbeatTimeout of the activity; zero if it has none
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when this worker stops
   */
  public void watch(RunHandle run, byte[] taskToken, Duration heartbeatTimeout) {
    Workspace workspace = workspaces.of(run.access());
    Duration beat = heartbeatTimeout.isZero() ? DEFAULT_HEARTBEAT : heartbeatTimeout.dividedBy(3);
    Instant now = clock.instant();
    // Later by a moment than could be: what begins together is then looked at together.
    Instant first = now.plus(pace.shortest());
    OnBehalf pipeline = OnBehalf.current().orElse(null);
    Watch watch = new Watch(workspace.name(), run, pipeline, taskToken, beat, now, first);
    watches.add(watch);
    if (closed) {
      watches.remove(watch);
      throw stopping();
    }
    heartbeats.begin(watch);
    loops
        .computeIfAbsent(workspace.name(), name -> new PollLoop(name, poller(workspace), metrics))
        .wake();
  }

  /** Somebody says that this run has changed: looks at it now, if it is watched here. */
  public void hint(String workspace, long runId) {
    String name = workspaces.named(workspace).name();
    watches.unsettled(name).stream()
        .filter(watch -> watch.run().runId() == runId)
        .forEach(watch -> watch.lookAt(clock.instant()));
    PollLoop loop = loops.get(name);
    if (loop != null) {
      loop.wake();
    }
  }

  /**
   * Stops polling and hands every watch over, by failing its activity in a way that Temporal
   * retries: another worker has it within a second, where a heartbeat time-out would take its time.
   * What does not get through within the patience is found by that time-out all the same.
   */
  @Override
  public void close() {
    closed = true;
    loops.values().forEach(PollLoop::stop);
    questioners.shutdownNow();
    for (Watch watch : watches.all()) {
      if (watch.settle()) {
        deliveries.deliver(watch, () -> completions.fail(watch.taskToken(), stopping()));
      }
    }
    deliveries.close(patience);
    heartbeats.close();
    log.info("Run watcher stopped; {} watches are left to their time-out", watches.all().size());
  }

  private WorkspacePoller poller(Workspace workspace) {
    Budget budget = new Budget(workspace.limits().watchCallsPerSecond(), clock);
    RunReader reader =
        new RunReader(
            workspace.name(),
            clients,
            budget,
            wait -> TimeUnit.MILLISECONDS.sleep(wait.toMillis()),
            metrics);
    Outlook outlook = new Outlook(pace, past, clock);
    Operators operators = new Operators(reader, workspaces::operator);
    Questions questions =
        new Questions(
            reader,
            new RunResults(reader, workspace.dbuPerHour()),
            operators,
            outlook,
            questioners,
            this::ended,
            this::revoked);
    return new WorkspacePoller(workspace.name(), watches, reader, questions, outlook);
  }

  private void ended(Watch watch, Questions.Ended end) {
    if (!watch.settle()) {
      return;
    }
    deliveries.deliver(
        watch,
        () -> {
          completions.complete(watch.taskToken(), end.result());
          Duration lag = Duration.between(end.at(), clock.instant());
          metrics.delivered(watch.workspace(), end.result().outcome(), lag);
        });
  }

  private void revoked(Watch watch, ApplicationFailure failure) {
    if (watch.settle()) {
      deliveries.deliver(watch, () -> completions.fail(watch.taskToken(), failure));
    }
  }

  private static ApplicationFailure stopping() {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "This worker stops; the run goes on and is watched by another.",
        Duration.ofSeconds(1));
  }
}
