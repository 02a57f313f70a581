package dev.mlharness.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.notify.NotifyWorkflow;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.pipeline.Histories;
import dev.mlharness.pipeline.PipelineExtension;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.recipe.CheckedRecipe;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.world.FakeWorld;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A worker that watches, a Temporal that skips time, and pipelines that only say they began. */
final class WatchExtension implements BeforeEachCallback, AfterEachCallback {
  static final WatchKey KEY = new WatchKey("default", "main.fraud.detector");

  /** Of the workflow; the harness's own names the model. */
  static final String ID = "watch-1";

  private static final List<String> STARTED = Collections.synchronizedList(new ArrayList<>());

  private FakeWorld world = new FakeWorld();
  private @Nullable TestWorkflowEnvironment environment;

  @WorkflowInterface
  public interface Pipeline {
    @WorkflowMethod(name = "TrainValidateDeploy")
    void run(JsonNode recipe);
  }

  /** Stands in for a pipeline. */
  public static final class PipelineWorkflow implements Pipeline {
    @Override
    public void run(JsonNode recipe) {
      STARTED.add(
          "%s for %s, proof %s, %s"
              .formatted(
                  Workflow.getInfo().getWorkflowId(),
                  Workflow.getMemo("initiator", String.class),
                  Workflow.getMemo("start", String.class),
                  recipe.path("model").asText()));
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    world = new FakeWorld();
    STARTED.clear();
    TestWorkflowEnvironment fresh = PipelineExtension.newEnvironment();
    HarnessSearchAttributes.all()
        .forEach(
            key ->
                fresh.registerSearchAttribute(
                    key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    Worker worker = fresh.newWorker(TaskQueues.HARNESS);
    worker.registerWorkflowImplementationTypes(
        WatchWorkflow.class, PipelineWorkflow.class, NotifyWorkflow.class);
    worker.registerActivitiesImplementations(world.activities());
    fresh.start();
    environment = fresh;
    world.registry().champion(Map.of(), Map.of());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Histories.recordAll(context, client(), List.of(ID));
    environment().close();
  }

  FakeWorld world() {
    return world;
  }

  /** The pipelines that were started. */
  List<String> started() {
    return List.copyOf(STARTED);
  }

  /** Begins to watch version 1, with this in the recipe. */
  Watch begin(String watch) {
    Watch stub =
        client()
            .newWorkflowStub(
                Watch.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.HARNESS)
                    .setWorkflowId(ID)
                    .build());
    var request = client().newSignalWithStartRequest();
    request.add(stub::watch, model(watch, "1", "fraud-1"));
    request.add(stub::run, WatchState.NEW);
    client().signalWithStart(request);
    return stub;
  }

  WatchedModel model(String watch, String version, String pipeline) {
    CheckedRecipe checked =
        RecipeReader.read(
            """
            model: main.fraud.detector
            data: [{name: train, table: main.fraud.transactions}]
            train: {notebook: /Shared/train}
            validate: {thresholds: {f1_score: {min: 0.9}}}
            deploy: {serving: {endpoint: fraud}}
            watch: %s
            """
                .formatted(watch));
    Pins pins =
        new Pins(
            null,
            List.of(new DataPin("train", DataPin.Kind.TABLE, "main.fraud.transactions", "7")));
    Instant now = Instant.ofEpochMilli(environment().currentTimeMillis());
    return new WatchedModel(
        pipeline,
        Manifests.of(checked.recipe(), pins),
        version,
        now,
        now,
        checked.document(),
        "ann",
        "proof-of-ann");
  }

  void sleep(Duration duration) {
    environment().sleep(duration);
  }

  Instant now() {
    return Instant.ofEpochMilli(environment().currentTimeMillis());
  }

  WorkflowClient client() {
    return environment().getWorkflowClient();
  }

  private TestWorkflowEnvironment environment() {
    return Objects.requireNonNull(environment);
  }
}
