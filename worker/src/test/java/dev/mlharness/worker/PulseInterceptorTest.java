package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PulseInterceptorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Of three time-outs: without the first, the server would take the process for dead. */
  private final CountDownLatch beats = new CountDownLatch(9);

  private final CountDownLatch judged = new CountDownLatch(1);

  @ActivityInterface
  public interface Reading {
    String read();
  }

  @WorkflowInterface
  public interface Reader {
    @WorkflowMethod
    String read();
  }

  /** One try, so that a missed beat is a failure. */
  public static final class ReaderWorkflow implements Reader {
    @Override
    public String read() {
      return Workflow.newActivityStub(
              Reading.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofMinutes(1))
                  .setHeartbeatTimeout(TIMEOUT)
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                  .build())
          .read();
    }
  }

  /** Reads until something has happened elsewhere. */
  private record LongReading(CountDownLatch until) implements Reading {
    @Override
    public String read() {
      try {
        return until.await(1, TimeUnit.MINUTES) ? "read" : "waited in vain";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
  }

  @Test
  void anActivityThatTakesThreeTimeoutsIsKeptAlive() {
    try (PulseInterceptor pulse = new PulseInterceptor()) {
      assertThat(readUntil(beats, pulse, new CountedBeats())).isEqualTo("read");
    }
  }

  @Test
  void withoutItTheServerTakesTheProcessForDead() {
    assertThatThrownBy(() -> readUntil(judged)).hasStackTraceContaining("TIMEOUT_TYPE_HEARTBEAT");
  }

  private String readUntil(CountDownLatch latch, WorkerInterceptor... interceptors) {
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder().setWorkerInterceptors(interceptors).build())
            .setUseTimeskipping(false)
            .build();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options)) {
      var worker = temporal.newWorker("pulse");
      worker.registerWorkflowImplementationTypes(ReaderWorkflow.class);
      worker.registerActivitiesImplementations(new LongReading(latch));
      temporal.start();
      return temporal
          .getWorkflowClient()
          .newWorkflowStub(Reader.class, WorkflowOptions.newBuilder().setTaskQueue("pulse").build())
          .read();
    } finally {
      judged.countDown();
    }
  }

  /** Around the pulse, so that each of its beats passes here on its way. */
  private final class CountedBeats extends WorkerInterceptorBase {
    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
      return new ActivityInboundCallsInterceptorBase(next) {
        @Override
        public void init(ActivityExecutionContext context) {
          super.init(
              new ActivityExecutionContextBase(context) {
                @Override
                public <V> void heartbeat(@Nullable V details) throws ActivityCompletionException {
                  super.heartbeat(details);
                  beats.countDown();
                }
              });
        }
      };
    }
  }
}
