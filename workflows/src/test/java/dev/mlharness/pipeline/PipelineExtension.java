package dev.mlharness.pipeline;

import dev.mlharness.identity.rotation.RotateSecretWorkflow;
import dev.mlharness.lineage.TraceWorkflow;
import dev.mlharness.notify.NotifyWorkflow;
import dev.mlharness.payload.Payloads;
import dev.mlharness.plan.PlanWorkflow;
import dev.mlharness.promotion.FreezesWorkflow;
import dev.mlharness.promotion.ModelWorkflow;
import dev.mlharness.promotion.OrderedRollbackWorkflow;
import dev.mlharness.promotion.RollbackWorkflow;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.rollout.RolloutWorkflow;
import dev.mlharness.watch.WatchWorkflow;
import dev.mlharness.world.FakeWorld;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A worker, a Temporal that skips time, and a fake world: new for every test. */
public final class PipelineExtension implements BeforeEachCallback, AfterEachCallback {
  private FakeWorld world = new FakeWorld();
  private final List<StartedPipeline> started = new ArrayList<>();
  private final List<String> rollouts = new ArrayList<>();
  private @Nullable TestWorkflowEnvironment environment;

  public static TestWorkflowEnvironment newEnvironment() {
    WorkflowClientOptions client =
        WorkflowClientOptions.newBuilder()
            .setDataConverter(Payloads.dataConverter())
            .setIdentity("test")
            .build();
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build());
  }

  public static Worker newWorker(TestWorkflowEnvironment environment) {
    Worker worker = environment.newWorker(TaskQueues.HARNESS);
    worker.registerWorkflowImplementationTypes(
        TrainValidateDeployWorkflow.class,
        RolloutWorkflow.class,
        PlanWorkflow.class,
        TraceWorkflow.class,
        RotateSecretWorkflow.class,
        ModelWorkflow.class,
        RollbackWorkflow.class,
        OrderedRollbackWorkflow.class,
        FreezesWorkflow.class,
        WatchWorkflow.class,
        NotifyWorkflow.class);
    return worker;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    world = new FakeWorld();
    started.clear();
    rollouts.clear();
    TestWorkflowEnvironment fresh = newEnvironment();
    HarnessSearchAttributes.all()
        .forEach(
            key ->
                fresh.registerSearchAttribute(
                    key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    fresh.registerSearchAttribute(
        Firing.SCHEDULE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    newWorker(fresh).registerActivitiesImplementations(world.activities());
    fresh.start();
    environment = fresh;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Histories.record(context, client(), started);
    Histories.recordEntities(context, client());
    Histories.recordAll(context, client(), rollouts);
    environment().close();
  }

  FakeWorld world() {
    return world;
  }

  /** Starts the recipe, written as YAML; nobody says who they are. */
  StartedPipeline start(String recipe) {
    return start(recipe, Map.of());
  }

  StartedPipeline startedBy(String initiator, String recipe) {
    return start(recipe, Map.of(TrainValidateDeploy.INITIATOR, initiator));
  }

  StartedPipeline startWithoutInput() {
    client().newUntypedWorkflowStub("TrainValidateDeploy", options(Map.of())).start();
    return started();
  }

  /** Starts the recipe with this memo. */
  StartedPipeline start(String recipe, Map<String, Object> memo) {
    TrainValidateDeploy stub = client().newWorkflowStub(TrainValidateDeploy.class, options(memo));
    WorkflowClient.start(stub::run, RecipeReader.read(recipe).document());
    return started();
  }

  /** Starts a pipeline that reproduces a version. */
  StartedPipeline start(Reproduction reproduction) {
    TrainValidateDeploy stub =
        client().newWorkflowStub(TrainValidateDeploy.class, options(Map.of()));
    WorkflowClient.start(stub::run, reproduction.document());
    return started();
  }

  /** As a schedule does it, with whatever document that has. */
  StartedPipeline fired(String schedule, Object document) {
    WorkflowOptions options =
        options(Map.of()).toBuilder()
            .setTypedSearchAttributes(
                SearchAttributes.newBuilder().set(Firing.SCHEDULE, schedule).build())
            .build();
    client().newUntypedWorkflowStub("TrainValidateDeploy", options).start(document);
    return started();
  }

  private WorkflowOptions options(Map<String, Object> memo) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.HARNESS)
        .setWorkflowId(nextId())
        .setMemo(memo)
        .build();
  }

  /** The pipeline that will be started next, so that faults can be laid out before. */
  StartedPipeline upcoming() {
    return new StartedPipeline(environment(), nextId());
  }

  /** The rollout of a pipeline. */
  StartedRollout rollout(StartedPipeline pipeline) {
    String id = Rollout.idOf(pipeline.workflowId());
    if (!rollouts.contains(id)) {
      rollouts.add(id);
    }
    return new StartedRollout(environment(), id);
  }

  /** Somebody else's workflow has the id of the rollout of this pipeline. */
  void occupy(StartedPipeline pipeline) {
    client()
        .newUntypedWorkflowStub(
            "Nobody",
            WorkflowOptions.newBuilder()
                .setTaskQueue("nobody")
                .setWorkflowId(Rollout.idOf(pipeline.workflowId()))
                .build())
        .start();
  }

  private StartedPipeline started() {
    StartedPipeline pipeline = upcoming();
    started.add(pipeline);
    return pipeline;
  }

  private String nextId() {
    return "pipeline-" + (started.size() + 1);
  }

  WorkflowClient client() {
    return environment().getWorkflowClient();
  }

  /** Lets time pass. */
  void sleep(Duration duration) {
    environment().sleep(duration);
  }

  private TestWorkflowEnvironment environment() {
    if (environment == null) {
      throw new IllegalStateException("no test runs");
    }
    return environment;
  }
}
