package dev.mlharness.identity.rotation;

import dev.mlharness.pipeline.Histories;
import dev.mlharness.pipeline.PipelineExtension;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.world.FakeWorld;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A worker, a Temporal that skips time, and a fake world with one secret: new for every test. */
final class RotationExtension implements BeforeEachCallback, AfterEachCallback {
  static final RotationRequest REQUEST = new RotationRequest("bi");
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int STEPS = 2_000;

  private FakeWorld world = new FakeWorld();
  private @Nullable TestWorkflowEnvironment environment;

  @Override
  public void beforeEach(ExtensionContext context) {
    world = new FakeWorld();
    TestWorkflowEnvironment fresh = PipelineExtension.newEnvironment();
    PipelineExtension.newWorker(fresh).registerActivitiesImplementations(world.activities());
    fresh.start();
    environment = fresh;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Histories.recordAll(context, client(), List.of(REQUEST.workflowId()));
    Objects.requireNonNull(environment).close();
  }

  FakeWorld world() {
    return world;
  }

  WorkflowClient client() {
    return Objects.requireNonNull(environment).getWorkflowClient();
  }

  WorkflowStub start() {
    return start(REQUEST.workflowId());
  }

  WorkflowStub start(String workflowId) {
    WorkflowStub stub =
        client()
            .newUntypedWorkflowStub(
                "RotateSecret",
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId)
                    .setTaskQueue(TaskQueues.HARNESS)
                    .build());
    stub.start(REQUEST);
    return stub;
  }

  RotationStatus status() {
    return client().newWorkflowStub(RotateSecret.class, REQUEST.workflowId()).status();
  }

  RotationStatus until(Predicate<RotationStatus> reached) {
    for (int i = 0; i < STEPS; i++) {
      RotationStatus status = status();
      if (reached.test(status)) {
        return status;
      }
      pass(STEP);
    }
    throw new AssertionError("not reached: " + status());
  }

  void pass(Duration time) {
    Objects.requireNonNull(environment).sleep(time);
  }
}
