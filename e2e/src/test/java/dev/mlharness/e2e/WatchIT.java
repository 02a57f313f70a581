package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.watch.Watch;
import dev.mlharness.watch.WatchEvent;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Models that serve on the real parts, and go bad. */
class WatchIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String NUMBERS = "{\"inputs\": [1.0]}";
  private static final String NONSENSE = "{\"inputs\": [\"no number\"]}";

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aModelWhoseErrorRateRisesIsTrainedAgainOnceAndServes() throws Exception {
    String model = STACK.freshModel("watched");
    String endpoint = model.replace("main.demo.", "");
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .with("metadata.name", endpoint.replace('_', '-'))
            .with("approve", "{required: 0}")
            .with("deploy", "{serving: {endpoint: %s}, role: deployer}".formatted(endpoint))
            .with(
                "watch",
                "{every: 2s, checks: [{metric: error_rate, max: 0.5, min_requests: 3, violations: 2 of 3}], on_violation: retrain, cooldown: 1h}");
    PipelineResult first = STACK.start(recipe).result();
    assertThat(first.outcome()).as(first.reason()).isEqualTo(Outcome.DEPLOYED);
    Watch watch = watch(model);

    assertThat(ask(endpoint, NUMBERS)).isEqualTo(200);
    until(watch, endpoint, NONSENSE, "2");

    assertThat(STACK.alias(model, "champion")).isEqualTo("2");
    // The watch may see the new champion between the two changes.
    await("the former champion to be previous")
        .atMost(PATIENCE)
        .until(() -> "1".equals(STACK.alias(model, "previous")));
    assertThat(ask(endpoint, NUMBERS)).as("it serves").isEqualTo(200);

    int before = watch.status().violations();
    await("the new champion to be found bad too")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              ask(endpoint, NONSENSE);
              return watch.status().violations() > before;
            });
    WatchStatus status = watch.status();
    assertThat(status.actions()).as("the cool-down holds").hasSize(1);
    assertThat(status.events())
        .extracting(WatchEvent::what)
        .anyMatch(what -> what.contains("it cools down"));
    assertThat(STACK.sandbox().effects("model-version", model)).isEqualTo(2);
    stop(model);
  }

  @Test
  void aBatchModelIsScoredWithAndWatchedBySql() throws Exception {
    String model = STACK.freshModel("scored");
    String table = model + "_drift";
    STACK.sandbox().post("/sandbox/tables/" + table + "/versions", "version,psi\n1,0.1\n");
    Path mended = folder.resolve("mended");
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .with("approve", "{required: 0}")
            .with(
                "deploy",
                "{batch: {job: {python: {file: test.py}, attempts: 1, parameters: {fail_until: \"%s\"}}}, role: deployer}"
                    .formatted(mended))
            .with(
                "watch",
                "{every: 2s, checks: [{name: drift, sql: \"SELECT max(psi) FROM %s WHERE version = :version\", max: 0.2}]}"
                    .formatted(table));
    Pipelines.Started started = STACK.start(recipe);
    PipelineStatus held = started.awaitState(State.HELD);
    assertThat(held.stage()).isEqualTo(Stage.DEPLOY);
    assertThat(held.waitingFor()).contains("mend me");
    assertThat(STACK.alias(model, "champion")).isEqualTo("1");

    Files.createFile(mended);
    started.pipeline().retry(null);
    assertThat(started.result().outcome()).isEqualTo(Outcome.DEPLOYED);

    Watch watch = watch(model);
    await("a first look")
        .atMost(PATIENCE)
        .until(() -> watch.status().checks().stream().anyMatch(check -> check.value() != null));
    assertThat(watch.status().checks().get(0).value()).isEqualTo(0.1);
    STACK.sandbox().post("/sandbox/tables/" + table + "/versions", "version,psi\n1,0.9\n");
    await("the drift to be seen")
        .atMost(PATIENCE)
        .until(
            () ->
                watch.status().events().stream()
                    .map(WatchEvent::what)
                    .anyMatch(what -> what.startsWith("drift is 0.9, at most 0.2 is allowed")));
    stop(model);
  }

  /** Sends requests that fail until the version that this makes champion is watched. */
  private void until(Watch watch, String endpoint, String body, String version) {
    await("version " + version + " to be watched")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              ask(endpoint, body);
              return version.equals(watch.status().version());
            });
  }

  private void stop(String model) throws IOException {
    Commands.Result shown = STACK.harness("checks", "show", model, "--output", "json");
    JsonNode status = new ObjectMapper().readTree(shown.out());
    assertThat(status.path("state").asText()).as(shown.toString()).isEqualTo("watching");
    assertThat(STACK.harness("checks", "stop", model).out()).contains("stopped the watch");
    await("the watch to end")
        .atMost(PATIENCE)
        .until(() -> watch(model).status().state() == WatchStatus.State.STOPPED);
  }

  private static Watch watch(String model) {
    return STACK
        .pipelines()
        .client()
        .newWorkflowStub(Watch.class, new WatchKey("local", model).workflowId());
  }

  private int ask(String endpoint, String body) throws IOException, InterruptedException {
    URI address =
        STACK.addresses().sandbox().resolve("/serving-endpoints/" + endpoint + "/invocations");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + STACK.sandbox().token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
