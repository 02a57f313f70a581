package dev.mlharness.activities.databricks.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static dev.mlharness.activities.databricks.FakeWorkspace.JOBS;

import com.databricks.sdk.service.jobs.RunTask;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.mlharness.activities.TestClock;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.databricks.FakeWorkspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunResult;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One workspace, one poller, a clock that goes when it is told to. */
abstract class PollerFixture {
  private static final double DBU_PER_HOUR = 3;

  private static final Pace PACE = new Pace(Duration.ofSeconds(2), Duration.ofMinutes(1));
  static final String GET = JOBS + "get";
  static final String LIST = JOBS + "list";
  static final String OUTPUT = JOBS + "get-output";

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;
  final TestClock clock = new TestClock(Instant.now());
  final Watches watches = new Watches(WatchMetrics.NONE, new WaitingPipelines());
  final Map<Long, RunResult> ended = new ConcurrentHashMap<>();
  final Map<Long, ApplicationFailure> revoked = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  WorkspacePoller poller;

  @BeforeEach
  void begin() {
    var workspaces = workspaces();
    var budget = new Budget(1_000, clock);
    var reader =
        new RunReader(
            "prod", workspace.clients(workspaces), budget, clock::pass, WatchMetrics.NONE);
    var outlook = new Outlook(PACE, new PastDurations(), clock);
    var operators = new Operators(reader, workspaces::operator);
    var questions =
        new Questions(
            reader,
            new RunResults(reader, DBU_PER_HOUR),
            operators,
            outlook,
            threads,
            this::end,
            this::revoke);
    poller = new WorkspacePoller("prod", watches, reader, questions, outlook);
  }

  Workspaces workspaces() {
    return workspace.workspaces(folder);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private void revoke(Watch watch, ApplicationFailure failure) {
    watch.settle();
    watches.remove(watch);
    revoked.put(watch.run().runId(), failure);
  }

  private void end(Watch watch, Questions.Ended end) {
    watch.settle();
    watches.remove(watch);
    ended.put(watch.run().runId(), end.result());
  }

  void passUntilEnded() throws InterruptedException {
    for (int i = 0; i < 30 && !watches.unsettled("prod").isEmpty(); i++) {
      clock.pass(poller.pass());
    }
  }

  RunResult resultOf(long run) {
    return Objects.requireNonNull(ended.get(run), () -> "run " + run + " has not ended");
  }

  List<Watch> watchMany(int count) {
    List<Watch> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(watch(workspace.jobs().start("fraud train " + i)));
    }
    return many;
  }

  Watch watch(long run) {
    Watch watch = watch(new RunHandle(ACCESS, run, "", 0));
    watches.add(watch);
    return watch;
  }

  Watch watch(RunHandle run) {
    byte[] token = ("task " + watches.all().size()).getBytes(StandardCharsets.UTF_8);
    Duration beat = Duration.ofSeconds(10);
    return new Watch("prod", run, null, token, beat, clock.instant(), clock.instant());
  }

  RunTask task(long run) {
    return workspace.jobs().get(run).getTasks().iterator().next();
  }

  static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(body);
  }
}
