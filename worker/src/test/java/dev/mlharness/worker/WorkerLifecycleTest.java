package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a worker comes and goes. */
@Timeout(60)
class WorkerLifecycleTest {
  private static final String QUEUE = "slow";
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final SlowWork work = new SlowWork();
  private final AtomicBoolean finishedBeforeWatchingEnded = new AtomicBoolean();

  @AfterEach
  void close() {
    work.mayEnd.countDown();
    temporal.close();
  }

  @Test
  void aRunningActivityFinishesBeforeTheWorkerLeaves() throws Exception {
    WorkerLifecycle lifecycle = polling(Duration.ofSeconds(20));
    startWork();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(lifecycle::stop);
    assertThat(work.finished).isFalse();
    assertThat(lifecycle.isRunning() && stopped.isDone()).isFalse();
    work.mayEnd.countDown();
    stopped.get(20, TimeUnit.SECONDS);

    assertThat(work.finished).isTrue();
    assertThat(finishedBeforeWatchingEnded).isTrue();
    assertThat(lifecycle.state()).isEqualTo(WorkerLifecycle.State.STOPPED);
  }

  @Test
  void anActivityThatDoesNotFinishInTimeIsLeftToAnotherWorker() throws Exception {
    WorkerLifecycle lifecycle = polling(Duration.ofMillis(300));
    startWork();
    CompletableFuture.runAsync(lifecycle::stop).get(20, TimeUnit.SECONDS);
    assertThat(work.finished).isFalse();
    assertThat(lifecycle.state()).isEqualTo(WorkerLifecycle.State.STOPPED);
  }

  private WorkerLifecycle polling(Duration drainTimeout) throws InterruptedException {
    Worker worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(SlowFlow.class);
    worker.registerActivitiesImplementations(work);
    WorkflowServiceStubs service = temporal.getWorkflowServiceStubs();
    WorkerLifecycle lifecycle =
        new WorkerLifecycle(
            temporal.getWorkerFactory(),
            new SearchAttributeRegistration(service, temporal.getNamespace()),
            drainTimeout,
            () -> finishedBeforeWatchingEnded.set(work.finished));
    lifecycle.start();
    while (lifecycle.state() != WorkerLifecycle.State.POLLING) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return lifecycle;
  }

  private void startWork() throws InterruptedException {
    Flow flow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(Flow.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    WorkflowClient.start(flow::run);
    assertThat(work.begun.await(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Takes as long as the test wants. */
  @ActivityInterface
  public interface Slow {
    void work();
  }

  @WorkflowInterface
  public interface Flow {
    @WorkflowMethod
    void run();
  }

  public static final class SlowFlow implements Flow {
    @Override
    public void run() {
      Workflow.newActivityStub(
              Slow.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build())
          .work();
    }
  }

  static final class SlowWork implements Slow {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    volatile boolean finished;

    @Override
    public void work() {
      begun.countDown();
      try {
        mayEnd.await();
        finished = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
