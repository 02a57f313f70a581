package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.rollout.RolloutStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A served champion, and candidates that come step by step. */
class RolloutIT {
  private static final String STEPS =
      "[{weight: 10}, {pause: 8s}, {check: {metric: error_rate, max: 0.01, min_requests: 5}}, {weight: 100}]";

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @Test
  void aCandidateThatFailsAtTenPerCentGoesBackByItselfAndAGoodOneArrives() {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("rollout"))
            .with("approve", "{required: 0}");
    String endpoint = recipe.model().replace("main.demo.", "");
    FastRecipe served =
        recipe.with("deploy", "{serving: {endpoint: %s}, role: deployer}".formatted(endpoint));
    assertThat(STACK.start(served).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    JsonNode before = config(endpoint);

    Pipelines.Started bad =
        STACK.start(stepwise(served, endpoint).with("train.parameters.slope", "\"3\""));
    assertThat(resting(bad).weight()).isEqualTo(10);
    ask(endpoint, endpoint + "-2", "{\"inputs\": \"no numbers\"}", true);
    assertThatThrownBy(bad::result)
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("rolled back at 10 %: error_rate is 1.0");
    assertThat(config(endpoint)).isEqualTo(before);
    assertThat(STACK.alias(recipe.model(), "champion")).isEqualTo("1");
    assertThat(STACK.alias(recipe.model(), "previous")).isNull();
    assertThat(STACK.alias(recipe.model(), "challenger")).isNull();
    Commands.Result shown = STACK.harness("rollout", bad.id());
    assertThat(shown.out()).contains("rolled back", "✗  check error_rate");

    Pipelines.Started good =
        STACK.start(stepwise(served, endpoint).with("train.parameters.slope", "\"4\""));
    resting(good);
    ask(endpoint, endpoint + "-3", "{\"inputs\": [[10.0]]}", false);
    PipelineResult result = good.result();
    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DEPLOYED);
    assertThat(STACK.alias(recipe.model(), "champion")).isEqualTo("3");
    assertThat(STACK.alias(recipe.model(), "previous")).isEqualTo("1");
    assertThat(config(endpoint).at("/served_entities").size()).isEqualTo(1);
  }

  private static FastRecipe stepwise(FastRecipe served, String endpoint) {
    return served.with(
        "deploy",
        "{serving: {endpoint: %s}, role: deployer, steps: %s}".formatted(endpoint, STEPS));
  }

  /** Until the candidate has its first traffic. */
  private static RolloutStatus resting(Pipelines.Started pipeline) {
    Rollout rollout =
        STACK.pipelines().client().newWorkflowStub(Rollout.class, Rollout.idOf(pipeline.id()));
    return await("the rollout of " + pipeline.id())
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(WorkflowNotFoundException.class)
        .until(rollout::status, status -> status.waitingFor().startsWith("pause"));
  }

  /** Asks one served model by its name, as a comparison would. */
  private static void ask(String endpoint, String served, String body, boolean refused) {
    for (int i = 0; i < 10; i++) {
      String path =
          "/serving-endpoints/%s/served-models/%s/invocations".formatted(endpoint, served);
      if (refused) {
        assertThatThrownBy(() -> STACK.sandbox().post(path, body))
            .isInstanceOf(AssertionError.class);
      } else {
        STACK.sandbox().post(path, body);
      }
    }
  }

  /** What is served, and how traffic goes; not when it was made so. */
  private static JsonNode config(String endpoint) {
    ObjectNode config =
        (ObjectNode) STACK.sandbox().get("/api/2.0/serving-endpoints/" + endpoint).path("config");
    config.remove("config_version");
    config
        .path("served_entities")
        .forEach(
            entity ->
                ((ObjectNode) entity).remove(List.of("creation_timestamp", "creator", "state")));
    return config;
  }
}
