package dev.mlharness.activities.databricks.watch;

import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.service.jobs.RunResultState;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.databricks.FakeWorkspace;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what docs/explanation/watching-runs.md says: {@code -Dscale.runs=1000 -Dscale.seconds=60
 * -Dscale.rate=30}. Runs start within ten seconds and take the seconds given, a fifth more or less.
 */
@EnabledIfSystemProperty(named = "scale.runs", matches = "\\d+")
@Isolated("what it measures wants the machine for itself")
class WatchingAtScaleTest {
  private static final Logger log = LoggerFactory.getLogger(WatchingAtScaleTest.class);
  private static final int RUNS = Integer.getInteger("scale.runs", 100);
  private static final int SECONDS = Integer.getInteger("scale.seconds", 60);
  private static final int RATE = Integer.getInteger("scale.rate", 30);

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;
  private final Measured measured = new Measured();
  private final Random random = new Random(1);
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

  @Test
  void everyRunIsNoticed() {
    workspace.workspaces(folder);
    Workspaces limited =
        TestWorkspace.at(
            workspace.baseUrl(), folder.resolve("token"), new Limits(RATE, Duration.ofSeconds(10)));
    try (var watcher =
        new RunWatcher(
            limited,
            workspace.clients(limited),
            new FakeCompletions(),
            measured,
            new WaitingPipelines(),
            Pace.DEFAULT,
            Duration.ofSeconds(1))) {
      for (int i = 0; i < RUNS; i++) {
        later(i * 10_000L / RUNS, () -> live(watcher));
      }
      await().atMost(Duration.ofMinutes(30)).until(() -> measured.lags.size() == RUNS);
    }
    clock.shutdownNow();
    log.error("{} runs of {} s at {}/s: {}", RUNS, SECONDS, RATE, measured);
  }

  private void live(RunWatcher watcher) {
    long run = workspace.jobs().start("fraud train");
    byte[] token = Long.toString(run).getBytes(StandardCharsets.UTF_8);
    watcher.watch(new RunHandle(ACCESS, run, "", 0), token, Duration.ofSeconds(30));
    long life = (long) (SECONDS * 1_000 * (0.8 + 0.4 * random.nextDouble()));
    later(life, () -> workspace.jobs().end(run, RunResultState.SUCCESS));
  }

  private void later(long millis, Runnable action) {
    var unused = clock.schedule(action, millis, TimeUnit.MILLISECONDS);
  }

  private static final class Measured implements WatchMetrics {
    private final List<Long> lags = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void called(String workspace, String api, boolean succeeded) {
      calls.incrementAndGet();
    }

    @Override
    public void delivered(String workspace, RunOutcome outcome, Duration lag) {
      lags.add(lag.toMillis());
    }

    @Override
    public String toString() {
      List<Long> sorted = lags.stream().sorted().toList();
      return "%d calls, noticed after %d ms (median), %d ms (99 %%)"
          .formatted(
              calls.get(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
    }
  }
}
