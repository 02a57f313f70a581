package dev.mlharness.activities.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchOrder;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemporalWatchesTest {
  private static final WatchKey KEY = new WatchKey("dev", "main.fraud.detector");

  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.dataConverter())
                      .build())
              .build());
  private final TemporalWatches watches = new TemporalWatches(environment.getWorkflowClient());

  /** The entity of a model, as far as a watch speaks to it. */
  @WorkflowInterface
  public interface Model {
    @WorkflowMethod
    void run(String champion);

    @UpdateMethod
    JsonNode rollback(JsonNode order);

    @QueryMethod
    JsonNode status();
  }

  /** Rolls back from version 7 to version 6, and from no other. */
  public static final class ModelWorkflow implements Model {
    private String champion = "";
    private int orders;

    @Override
    public void run(String first) {
      champion = first;
      Workflow.await(() -> false);
    }

    @Override
    public JsonNode rollback(JsonNode order) {
      orders++;
      if (!champion.equals("7")) {
        throw ApplicationFailure.newNonRetryableFailure("there is none before", "CONFLICT");
      }
      return object().put("sentence", "version 6 is back, by " + order.path("by").asText());
    }

    @Override
    public JsonNode status() {
      ObjectNode status = object();
      status.putObject("champion").put("version", champion);
      status.put("orders", orders);
      return status;
    }

    private static ObjectNode object() {
      return Payloads.mapper().createObjectNode();
    }
  }

  @BeforeEach
  void start() {
    environment
        .newWorker(TaskQueues.HARNESS)
        .registerWorkflowImplementationTypes(ModelWorkflow.class);
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void aRollbackIsOrderedOfTheModelsEntityOnce() {
    Model model = entity("7");

    assertThat(watches.rollback(order("7"))).isEqualTo("version 6 is back, by the watch");
    assertThat(watches.rollback(order("7"))).contains("version 6 is back");
    assertThat(model.status().path("orders").asInt()).isEqualTo(1);
  }

  @Test
  void whatTheEntityRefusesIsSaid() {
    entity("1");

    assertThat(refusal("1").getOriginalMessage()).contains("there is none before");
  }

  @Test
  void aModelWithoutAnEntityIsNotRolledBack() {
    assertThat(refusal("7").getOriginalMessage()).contains("knows no entity");
  }

  private ApplicationFailure refusal(String version) {
    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> watches.rollback(order(version)));
    assertThat(failure.getType()).isEqualTo(FailureType.CONFLICT.name());
    return failure;
  }

  private Model entity(String champion) {
    Model model =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                Model.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("model/dev/main.fraud.detector")
                    .setTaskQueue(TaskQueues.HARNESS)
                    .build());
    WorkflowClient.start(model::run, champion);
    return model;
  }

  private static WatchOrder order(String version) {
    return new WatchOrder(KEY, "order-" + version, version, "error_rate is 0.5");
  }
}
