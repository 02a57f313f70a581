package dev.mlharness.e2e;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A worker as one writes it who has not heard that Temporal keeps what activities are given, and
 * how they fail: one activity gets the token, the next one uses it.
 */
final class NaiveWorker implements AutoCloseable {
  private static final String QUEUE = "naive";

  private final WorkflowClient client;
  private final WorkerFactory factory;

  private NaiveWorker(WorkflowClient client, WorkerFactory factory) {
    this.client = client;
    this.factory = factory;
  }

  static NaiveWorker start(WorkflowClient client, String token) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(CarelessWorkflow.class);
    worker.registerActivitiesImplementations(new CarelessCalls(token));
    factory.start();
    return new NaiveWorker(client, factory);
  }

  void passesItOn(String workflowId) {
    run(workflowId, false);
  }

  void failsWithIt(String workflowId) {
    run(workflowId, true);
  }

  private void run(String workflowId, boolean failing) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setWorkflowId(workflowId).setTaskQueue(QUEUE).build();
    client.newWorkflowStub(Careless.class, options).run(failing);
  }

  @Override
  public void close() {
    factory.shutdown();
    factory.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** Its workflow. */
  @WorkflowInterface
  public interface Careless {
    @WorkflowMethod
    void run(boolean failing);
  }

  /** Its activities. */
  @ActivityInterface
  public interface Calls {
    String signIn();

    void submit(String token);

    void call();
  }

  /** A token crosses the workflow. */
  public static final class CarelessWorkflow implements Careless {
    private final Calls calls =
        Workflow.newActivityStub(
            Calls.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());

    @Override
    public void run(boolean failing) {
      if (failing) {
        calls.call();
      } else {
        calls.submit(calls.signIn());
      }
    }
  }

  private record CarelessCalls(String token) implements Calls {
    @Override
    public String signIn() {
      return token;
    }

    @Override
    public void submit(String given) {}

    @Override
    public void call() {
      throw ApplicationFailure.newNonRetryableFailure(
          "401 for request with header Authorization: Bearer " + token, "http");
    }
  }
}
