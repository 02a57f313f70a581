package dev.mlharness.activities.databricks.watch;

import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.service.jobs.RunResultState;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.databricks.FakeWorkspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RunWatcherTest {
  private static final Pace QUICK = new Pace(Duration.ofMillis(50), Duration.ofMillis(200));
  private static final Pace NEVER = new Pace(Duration.ofHours(1), Duration.ofHours(2));
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;
  private final FakeCompletions temporal = new FakeCompletions();
  private final Measured metrics = new Measured();
  private final List<RunWatcher> watchers = new ArrayList<>();

  @AfterEach
  void end() {
    watchers.forEach(RunWatcher::close);
  }

  @Test
  void anActivityIsCompletedWhenItsRunHasEnded() {
    RunWatcher watcher = watcher(QUICK);
    long run = watched(watcher, "one");

    workspace.jobs().end(run, RunResultState.SUCCESS);

    await().until(() -> temporal.completed.containsKey("one"));
    assertThat(metrics.delivered).containsExactly(RunOutcome.SUCCESS);
    assertThat(metrics.lastLag.compareTo(Duration.ofSeconds(2))).isNegative();
    await().until(() -> metrics.open.get() == 0);
  }

  @Test
  void aWatchBeatsAtAThirdOfItsTimeOutAndSaysHowTheRunIs() throws InterruptedException {
    watched(watcher(QUICK), "one");

    TimeUnit.MILLISECONDS.sleep(1_000);

    List<Long> beats = temporal.beats.get("one");
    assertThat(beats).hasSizeBetween(4, 12);
    assertThat(temporal.progress).containsEntry("one", "RUNNING");
  }

  @Test
  void watchesThatBeginTogetherDoNotBeatTogether() {
    RunWatcher watcher = watcher(NEVER);
    long start = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      watcher.watch(handle(i), token("watch " + i), Duration.ofSeconds(6));
    }

    await().atMost(Duration.ofSeconds(10)).until(() -> temporal.beats.size() == 200);
    var perFifth =
        temporal.beats.values().stream()
            .collect(
                Collectors.groupingBy(
                    beats -> (beats.get(0) - start) / 400_000_000L, Collectors.counting()));
    assertThat(perFifth.values()).as("of 200 in two seconds").allMatch(count -> count < 80);
  }

  @Test
  void anActivityThatIsToBeCancelledIsReportedSoAndForgotten() {
    RunWatcher watcher = watcher(QUICK);
    long run = watched(watcher, "one");

    temporal.standing = Completions.Standing.CANCELLED;

    await().until(() -> temporal.cancelled.contains("one"));
    workspace.jobs().end(run, RunResultState.SUCCESS);
    assertForgotten("one");
  }

  @Test
  void anActivityThatTemporalNoLongerKnowsIsForgotten() {
    RunWatcher watcher = watcher(QUICK);
    long run = watched(watcher, "one");

    temporal.standing = Completions.Standing.GONE;

    await().until(() -> metrics.open.get() == 0);
    workspace.jobs().end(run, RunResultState.SUCCESS);
    assertForgotten("one");
    assertThat(temporal.cancelled).isEmpty();
  }

  @Test
  void whenTemporalIsAwayTheWatchGoesOnAndTheEndIsToldLater() {
    temporal.away.set(2);
    long run = watched(watcher(QUICK), "one");

    workspace.jobs().end(run, RunResultState.FAILED);

    await().atMost(Duration.ofSeconds(10)).until(() -> temporal.completed.containsKey("one"));
    assertThat(temporal.beats.get("one")).as("alive until it is told").isNotEmpty();
  }

  @Test
  void runsThatEndTogetherAreToldAFewAtATime() {
    temporal.delay = Duration.ofMillis(5);
    RunWatcher watcher = watcher(QUICK);
    List<Long> runs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      runs.add(watched(watcher, "watch " + i));
    }

    runs.forEach(run -> workspace.jobs().end(run, RunResultState.SUCCESS));

    await().atMost(Duration.ofSeconds(20)).until(() -> temporal.completed.size() == 100);
    assertThat(temporal.mostAtOnce).hasValueLessThanOrEqualTo(4);
  }

  @Test
  void aHintMakesItLookNow() {
    RunWatcher watcher = watcher(NEVER);
    long run = watched(watcher, "one");
    workspace.jobs().end(run, RunResultState.SUCCESS);

    watcher.hint("default", run);

    await().until(() -> temporal.completed.containsKey("one"));
  }

  @Test
  void aHintAboutARunOfNobodyIsIgnored() {
    RunWatcher watcher = watcher(QUICK);

    watcher.hint("prod", 17);

    assertThat(workspace.getAllServeEvents()).isEmpty();
  }

  @Test
  void aWorkerThatStopsHandsItsWatchesOver() {
    RunWatcher watcher = watcher(QUICK);
    watched(watcher, "one");
    watched(watcher, "other");

    watcher.close();

    assertThat(temporal.failed).containsOnlyKeys("one", "other");
    assertThat(temporal.failed.values())
        .allSatisfy(
            failure -> {
              assertThat(failure.getType()).isEqualTo("UNAVAILABLE");
              assertThat(failure.isNonRetryable()).isFalse();
              assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void aWorkerThatStopsLetsCompletionsFinish() {
    temporal.delay = Duration.ofMillis(500);
    RunWatcher watcher = watcher(QUICK);
    long run = watched(watcher, "one");
    workspace.jobs().end(run, RunResultState.SUCCESS);
    await().until(() -> temporal.mostAtOnce.get() == 1);

    watcher.close();

    assertThat(temporal.completed).containsOnlyKeys("one");
    assertThat(temporal.failed).isEmpty();
  }

  @Test
  void aWorkerThatCannotHandOverStopsAllTheSame() {
    RunWatcher watcher = watcher(QUICK);
    watched(watcher, "one");
    temporal.away.set(1_000);

    assertThat(timeOf(watcher::close)).isLessThan(Duration.ofSeconds(4));
    assertThat(temporal.failed).isEmpty();
  }

  @Test
  void aStoppedWorkerTakesNoWatch() {
    RunWatcher watcher = watcher(QUICK);
    watcher.close();

    assertThatThrownBy(() -> watched(watcher, "one"))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("UNAVAILABLE"));
  }

  @Test
  void anUnknownWorkspaceIsRefused() {
    RunHandle run = new RunHandle(new Access("nowhere", "trainer"), 1, "", 0);

    assertThatThrownBy(() -> watcher(QUICK).watch(run, token("one"), TIMEOUT))
        .hasMessageContaining("no workspace 'nowhere'");
  }

  private void assertForgotten(String token) {
    await()
        .during(Duration.ofMillis(600))
        .atMost(Duration.ofSeconds(2))
        .until(() -> !temporal.completed.containsKey(token));
  }

  private RunWatcher watcher(Pace pace) {
    Workspaces workspaces = workspace.workspaces(folder);
    var watcher =
        new RunWatcher(
            workspaces,
            workspace.clients(workspaces),
            temporal,
            metrics,
            new WaitingPipelines(),
            pace,
            Duration.ofSeconds(2));
    watchers.add(watcher);
    return watcher;
  }

  private long watched(RunWatcher watcher, String token) {
    long run = workspace.jobs().start("fraud train");
    watcher.watch(handle(run), token(token), TIMEOUT);
    return run;
  }

  private static RunHandle handle(long run) {
    return new RunHandle(ACCESS, run, "", 0);
  }

  private static byte[] token(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Duration timeOf(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static final class Measured implements WatchMetrics {
    final AtomicInteger open = new AtomicInteger();
    final ConcurrentLinkedQueue<RunOutcome> delivered = new ConcurrentLinkedQueue<>();
    volatile Duration lastLag = Duration.ZERO;

    @Override
    public void open(String workspace, int watches) {
      open.set(watches);
    }

    @Override
    public void delivered(String workspace, RunOutcome outcome, Duration lag) {
      lastLag = lag;
      delivered.add(outcome);
    }
  }
}
