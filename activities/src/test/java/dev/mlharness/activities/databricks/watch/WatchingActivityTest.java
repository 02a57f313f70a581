package dev.mlharness.activities.databricks.watch;

import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.service.jobs.RunResultState;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.databricks.FakeWorkspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.payload.Payloads;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunResult;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchingActivityTest {
  private static final Pace QUICK = new Pace(Duration.ofMillis(50), Duration.ofMillis(200));
  private static final String WORKFLOWS = "workflows";
  private static final String ACTIVITIES = "activities";

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;
  private TestWorkflowEnvironment temporal;
  private final List<WorkerProcess> processes = new ArrayList<>();

  @BeforeEach
  void begin() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.dataConverter())
                        .build())
                .build());
    temporal.newWorker(WORKFLOWS).registerWorkflowImplementationTypes(WaitingImpl.class);
    temporal.start();
  }

  @AfterEach
  void end() {
    processes.forEach(WorkerProcess::stop);
    temporal.close();
  }

  @Test
  void theWorkflowGetsTheResultOfTheRun() {
    start();
    long run = workspace.jobs().start("fraud train");
    WorkflowStub workflow = waitFor(run);

    workspace.jobs().end(run, RunResultState.FAILED);

    RunResult result = workflow.getResult(RunResult.class);
    assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(result.tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.error()).isEqualTo("ValueError: no data"));
  }

  @Test
  void waitingHoldsNoSlot() {
    WorkerProcess process = start();
    List<WorkflowStub> workflows = new ArrayList<>();
    List<Long> runs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      runs.add(workspace.jobs().start("fraud train"));
      workflows.add(waitFor(runs.get(i)));
    }

    await().atMost(Duration.ofSeconds(10)).until(() -> process.watching() == 10);
    runs.forEach(run -> workspace.jobs().end(run, RunResultState.SUCCESS));

    workflows.forEach(
        workflow -> assertThat(workflow.getResult(RunResult.class).succeeded()).isTrue());
  }

  @Test
  void aCancelledWorkflowGetsItsWaitCancelledAndTheRunGoesOn() {
    WorkerProcess process = start();
    long run = workspace.jobs().start("fraud train");
    WorkflowStub workflow = waitFor(run);
    await().until(() -> process.watching() == 1);

    workflow.cancel();

    assertThatThrownBy(() -> workflow.getResult(RunResult.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasRootCauseInstanceOf(CanceledFailure.class);
    await().until(() -> process.watching() == 0);
    assertThat(workspace.jobs().get(run).getEndTime()).isNull();
  }

  @Test
  void theRunsOfAWorkerThatStopsAreWatchedByAnotherSoonerThanTheTimeOut() {
    WorkerProcess first = start();
    long run = workspace.jobs().start("fraud train");
    WorkflowStub workflow = waitFor(run);
    await().until(() -> first.watching() == 1);

    WorkerProcess second = start();
    first.stop();

    await().atMost(Duration.ofSeconds(4)).until(() -> second.watching() == 1);
    workspace.jobs().end(run, RunResultState.SUCCESS);
    assertThat(workflow.getResult(RunResult.class).succeeded()).isTrue();
  }

  @Test
  void theRunsOfAWorkerThatWasKilledAreWatchedByAnotherAfterTheTimeOut() {
    var forgetful = new Forgetful();
    WorkerProcess first = start(forgetful);
    long run = workspace.jobs().start("fraud train");
    WorkflowStub workflow = waitFor(run);
    await().untilTrue(forgetful.hasTaken);
    first.factory.shutdownNow();

    WorkerProcess second = start();

    await().atMost(Duration.ofSeconds(30)).until(() -> second.watching() == 1);
    workspace.jobs().end(run, RunResultState.SUCCESS);
    assertThat(workflow.getResult(RunResult.class).succeeded()).isTrue();
  }

  @Test
  void theRunsOfTheOnlyWorkerAreWatchedAgainWhenItIsBack() {
    WorkerProcess first = start();
    long run = workspace.jobs().start("fraud train");
    WorkflowStub workflow = waitFor(run);
    await().until(() -> first.watching() == 1);
    first.stop();
    workspace.jobs().end(run, RunResultState.SUCCESS);

    start();

    assertThat(workflow.getResult(RunResult.class).succeeded()).isTrue();
  }

  private WorkflowStub waitFor(long run) {
    WorkflowStub workflow =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "Waiting", WorkflowOptions.newBuilder().setTaskQueue(WORKFLOWS).build());
    workflow.start(new RunHandle(ACCESS, run, "", 0));
    return workflow;
  }

  private WorkerProcess start() {
    return start(null);
  }

  private WorkerProcess start(@Nullable WatchActivity instead) {
    var process = new WorkerProcess(instead);
    processes.add(process);
    return process;
  }

  /** A worker as it would be in a process of its own, with two slots for activities. */
  private final class WorkerProcess {
    private final RunWatcher watcher;
    private final WorkerFactory factory;
    private volatile int open;

    WorkerProcess(@Nullable WatchActivity instead) {
      WorkflowClient client = temporal.getWorkflowClient();
      Workspaces workspaces = workspace.workspaces(folder);
      WatchMetrics metrics =
          new WatchMetrics() {
            @Override
            public void open(String workspace, int watches) {
              open = watches;
            }
          };
      watcher =
          new RunWatcher(
              workspaces,
              workspace.clients(workspaces),
              new TemporalCompletions(client.newActivityCompletionClient()),
              metrics,
              new WaitingPipelines(),
              QUICK,
              Duration.ofSeconds(2));
      factory = WorkerFactory.newInstance(client);
      Worker worker =
          factory.newWorker(
              ACTIVITIES,
              WorkerOptions.newBuilder().setMaxConcurrentActivityExecutionSize(2).build());
      worker.registerActivitiesImplementations(instead == null ? new Watching(watcher) : instead);
      factory.start();
    }

    int watching() {
      return open;
    }

    void stop() {
      factory.shutdown();
      watcher.close();
      factory.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  @ActivityInterface
  public interface WatchActivity {
    @ActivityMethod(name = "WatchRun")
    RunResult watch(RunHandle run);
  }

  private record Watching(RunWatcher watcher) implements WatchActivity {
    @Override
    @SuppressWarnings("NullAway") // Ignored: it completes later.
    public RunResult watch(RunHandle run) {
      ActivityExecutionContext context = Activity.getExecutionContext();
      context.doNotCompleteOnReturn();
      watcher.watch(run, context.getTaskToken(), context.getInfo().getHeartbeatTimeout());
      return null;
    }
  }

  /** Takes an activity and is never heard of again. */
  private static final class Forgetful implements WatchActivity {
    final AtomicBoolean hasTaken = new AtomicBoolean();

    @Override
    @SuppressWarnings("NullAway") // Ignored: it never completes.
    public RunResult watch(RunHandle run) {
      Activity.getExecutionContext().doNotCompleteOnReturn();
      hasTaken.set(true);
      return null;
    }
  }

  @WorkflowInterface
  public interface Waiting {
    @WorkflowMethod
    RunResult waitFor(RunHandle run);
  }

  public static final class WaitingImpl implements Waiting {
    @Override
    public RunResult waitFor(RunHandle run) {
      return Workflow.newActivityStub(
              WatchActivity.class,
              ActivityOptions.newBuilder()
                  .setTaskQueue(ACTIVITIES)
                  .setStartToCloseTimeout(Duration.ofHours(1))
                  .setHeartbeatTimeout(Duration.ofSeconds(6))
                  .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                  .build())
          .watch(run);
    }
  }
}
