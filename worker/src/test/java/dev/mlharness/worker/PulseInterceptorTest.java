package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseInterceptorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @ActivityInterface
  public interface Reading {
    String read(int times);
  }

  @WorkflowInterface
  public interface Reader {
    @WorkflowMethod
    String read(int times);
  }

  /** One try, so that a missed beat is a failure. */
  public static final class ReaderWorkflow implements Reader {
    @Override
    public String read(int times) {
      return Workflow.newActivityStub(
              Reading.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofMinutes(1))
                  .setHeartbeatTimeout(TIMEOUT)
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                  .build())
          .read(times);
    }
  }

  private static final class SlowReading implements Reading {
    @Override
    public String read(int times) {
      try {
        Thread.sleep(TIMEOUT.multipliedBy(times).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return "read";
    }
  }

  @Test
  void anActivityThatTakesThreeTimeoutsIsKeptAlive() {
    try (PulseInterceptor pulse = new PulseInterceptor()) {
      assertThat(
              readWith(WorkerFactoryOptions.newBuilder().setWorkerInterceptors(pulse).build(), 3))
          .isEqualTo("read");
    }
  }

  @Test
  void withoutItTheServerTakesTheProcessForDead() {
    assertThatThrownBy(() -> readWith(WorkerFactoryOptions.getDefaultInstance(), 3))
        .hasStackTraceContaining("TIMEOUT_TYPE_HEARTBEAT");
  }

  private static String readWith(WorkerFactoryOptions options, int times) {
    TestEnvironmentOptions environment =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(options)
            .setUseTimeskipping(false)
            .build();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(environment)) {
      var worker = temporal.newWorker("pulse");
      worker.registerWorkflowImplementationTypes(ReaderWorkflow.class);
      worker.registerActivitiesImplementations(new SlowReading());
      temporal.start();
      WorkflowClient client = temporal.getWorkflowClient();
      return client
          .newWorkflowStub(Reader.class, WorkflowOptions.newBuilder().setTaskQueue("pulse").build())
          .read(times);
    }
  }
}
