package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.approval.Remark;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Model;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelState;
import dev.mlharness.rollout.Rollout;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Promotions of one model come one at a time, and people can stop them and take them back. */
class ModelIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @AfterEach
  void mend() {
    STACK.sandbox().noFaults();
    STACK.ensureWorker();
  }

  /** The entity continues as new all the time, and its worker is killed on the way. */
  @Test
  void twoPipelinesRaceAndAreStoppedAbortedAndRolledBack() throws Exception {
    String model = STACK.freshModel("raced");
    String endpoint = model.substring(model.lastIndexOf('.') + 1).replace('_', '-');
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .with("approve", "{required: 0}")
            .with("deploy", "{role: deployer, serving: {endpoint: " + endpoint + "}}");
    Model entity = renewing(new ModelKey("local", model));
    assertThat(STACK.start(recipe).result().outcome()).isEqualTo(Outcome.DEPLOYED);

    harness("freeze", model, "--comment", "stocktaking", "--by", "olga@example.com");
    FastRecipe stepwise = recipe.with("deploy.steps", "[{weight: 10}, {pause: 1h}, {weight: 100}]");
    List<Pipelines.Started> racers = List.of(STACK.start(stepwise), STACK.start(stepwise));
    racers.forEach(racer -> awaitWords(racer, "is frozen by olga@example.com"));
    STACK.restartWorkerByForce();
    assertThat(STACK.sandbox().effects("alias", model + "@champion")).isEqualTo(1);
    List<Pipelines.Started> line = new ArrayList<>();
    entity.status().waiting().forEach(one -> line.add(STACK.pipelines().of(one.pipeline())));
    assertThat(line).hasSize(2);

    harness("unfreeze", model, "--comment", "counted", "--by", "olga@example.com");
    resting(line.get(0));
    awaitWords(line.get(1), "pipeline " + line.get(0).id() + " promotes");

    JsonNode aborted = harness("rollback", model, "--comment", "no", "--by", "olga@example.com");
    assertThat(aborted.path("aborted").asText()).isEqualTo(line.get(0).id());
    assertThat(aborted.path("champion").asText()).isEqualTo("1");
    assertThat(failure(line.get(0)).reason()).isEqualTo("rolled back by olga@example.com: no");
    resting(line.get(1)).promote(new Remark("olga@example.com", null, null));
    PipelineResult second = line.get(1).result();
    assertThat(second.outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(served(endpoint)).isEqualTo(versionOf(second));

    Instant begun = Instant.now();
    JsonNode back = harness("rollback", model, "--comment", "worse", "--by", "olga@example.com");
    assertThat(Duration.between(begun, Instant.now())).isLessThan(MINUTE);
    assertThat(back.path("champion").asText()).isEqualTo("1");
    assertThat(STACK.alias(model, "champion")).isEqualTo("1");
    assertThat(STACK.alias(model, "previous")).isEqualTo(versionOf(second));
    assertThat(served(endpoint)).isEqualTo("1");

    JsonNode shown = harness("model", model);
    assertThat(shown.path("history").findValuesAsText("origin"))
        .containsExactly("pipeline", "pipeline", "rollback");
    assertThat(shown.path("champion").path("why").asText()).isEqualTo("worse");
    assertThat(harness("model", model, "--at", begun.toString()).path("version").asText())
        .isEqualTo(versionOf(second));
    assertThat(firstEvent(model)).as("the entity has continued as new").isNotEmpty();

    // An entity that somebody terminates has forgotten everything; the model is still there.
    WorkflowStub.fromTyped(entity).terminate("to be adopted anew");
    JsonNode adopted =
        harness("adopt", model, "--version", "1", "--endpoint", endpoint, "--role", "deployer");
    assertThat(adopted.at("/champion/origin").asText()).isEqualTo("adopted");
    assertThat(adopted.at("/champion/served/config/served/0/version").asText()).isEqualTo("1");
  }

  @Test
  void aModelThatNobodyKnowsIsNotRolledBackButSaidHowToMakeItKnown() {
    String model = STACK.freshModel("unknown");
    assertThat(STACK.harness("rollback", model, "--by", "olga@example.com"))
        .returns(1, Commands.Result::exitCode)
        .extracting(Commands.Result::err)
        .asString()
        .contains("knows nothing of it", "./harness adopt");
  }

  private static Model renewing(ModelKey key) {
    Model entity =
        STACK
            .pipelines()
            .client()
            .newWorkflowStub(
                Model.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(key.workflowId())
                    .setTaskQueue(TaskQueues.HARNESS)
                    .build());
    ModelState none = ModelState.of(key);
    WorkflowClient.start(
        entity::run,
        new ModelState(
            key,
            null,
            null,
            none.line(),
            none.departures(),
            none.champions(),
            none.frozen(),
            none.events(),
            1));
    return STACK.pipelines().client().newWorkflowStub(Model.class, key.workflowId());
  }

  private static String firstEvent(String model) {
    return STACK
        .pipelines()
        .client()
        .fetchHistory(new ModelKey("local", model).workflowId())
        .getEvents()
        .get(0)
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedExecutionRunId();
  }

  /** Two that register at once may both want to be challenger; one of them is held, and mended. */
  private static void awaitWords(Pipelines.Started started, String words) {
    PipelineStatus status =
        started.awaitStatus(
            words, now -> now.waitingFor().contains(words) || now.state() == State.HELD);
    if (status.state() == State.HELD) {
      assertThat(status.stage()).isEqualTo(Stage.REGISTER);
      started.pipeline().retry(null);
      started.awaitStatus(words, now -> now.waitingFor().contains(words));
    }
  }

  /** Until the candidate has its first traffic. */
  private static Rollout resting(Pipelines.Started started) {
    Rollout rollout =
        STACK.pipelines().client().newWorkflowStub(Rollout.class, Rollout.idOf(started.id()));
    await("the rollout of " + started.id())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(WorkflowException.class)
        .until(rollout::status, status -> status.waitingFor().startsWith("pause"));
    return rollout;
  }

  private static PipelineResult failure(Pipelines.Started started) {
    try {
      throw new AssertionError("did not fail: " + started.result());
    } catch (WorkflowFailedException e) {
      assertThat(e.getCause()).isInstanceOf(ApplicationFailure.class);
      ApplicationFailure failure = Objects.requireNonNull((ApplicationFailure) e.getCause());
      return failure.getDetails().get(PipelineResult.class);
    }
  }

  private static String versionOf(PipelineResult result) {
    return Objects.requireNonNull(result.version()).version();
  }

  private static String served(String endpoint) {
    return STACK
        .sandbox()
        .get("/api/2.0/serving-endpoints/" + endpoint)
        .at("/config/served_entities/0/entity_version")
        .asText();
  }

  private static JsonNode harness(String... arguments) throws Exception {
    Commands.Result result =
        STACK.harness(
            Stream.concat(Stream.of(arguments), Stream.of("--output", "json"))
                .toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }
}
