package dev.mlharness.pipeline;

import dev.mlharness.access.Access;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.Model;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelState;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.Scope;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The model of the recipes of these tests, as people and programs see its entity. */
record KnownModel(PipelineExtension pipelines) {
  static final ModelKey KEY = new ModelKey("default", "main.fraud.detector");
  static final Access ACCESS = new Access("default", "default");
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int STEPS = 2_000;

  Entities entities() {
    return new Entities(client(), TaskQueues.HARNESS);
  }

  Model stub() {
    return entities().known(KEY);
  }

  /** Its entity is started, and continues as new after every message. */
  void renewsAfterEachMessage() {
    Model entity =
        client()
            .newWorkflowStub(
                Model.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(KEY.workflowId())
                    .setTaskQueue(TaskQueues.HARNESS)
                    .build());
    ModelState none = ModelState.of(KEY);
    WorkflowClient.start(
        entity::run,
        new ModelState(
            none.key(),
            none.access(),
            none.endpoint(),
            none.line(),
            none.departures(),
            none.champions(),
            none.frozen(),
            none.events(),
            1));
  }

  ModelStatus status() {
    return stub().status();
  }

  List<Reign> history() {
    return stub().history();
  }

  List<String> events() {
    return status().events().stream().map(event -> event.what()).toList();
  }

  void freeze(Scope scope, String why) {
    entities().freeze(new FreezeOrder(scope, "olga", why));
  }

  void unfreeze(Scope scope) {
    entities().unfreeze(new FreezeOrder(scope, "olga", "mended"));
  }

  /** Waits, in real time, until the line is empty. */
  void untilNobodyWaits() {
    while (!status().waiting().isEmpty()) {
      StartedPipeline.pause();
    }
  }

  ModelStatus until(Predicate<ModelStatus> reached) {
    for (int i = 0; i < STEPS; i++) {
      ModelStatus status = status();
      if (reached.test(status)) {
        return status;
      }
      pipelines.sleep(STEP);
    }
    throw new AssertionError("not reached: " + status());
  }

  private WorkflowClient client() {
    return pipelines.client();
  }
}
