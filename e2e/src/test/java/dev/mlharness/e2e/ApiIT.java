package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The API with tokens of a real identity provider: started, watched, approved, traced. */
class ApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;
  private static URI api;

  @BeforeAll
  static void start() {
    api = STACK.api();
  }

  @Test
  void aPipelineIsStartedWatchedApprovedAndTraced() throws Exception {
    String lead = STACK.signIn().tokenOf("ml-lead@example.com");
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("asked"))
            .with("approve", "{required: 1, separation: false}");
    String body = JSON.createObjectNode().set("recipe", recipe.document()).toString();
    String key = UUID.randomUUID().toString();

    HttpResponse<String> started = post("/v1/pipelines", lead, body, key);
    assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
    String pipeline = json(started).path("pipeline").asText();
    assertThat(json(post("/v1/pipelines", lead, body, key)).path("pipeline").asText())
        .isEqualTo(pipeline);

    String path = "/v1/pipelines/" + pipeline;
    await()
        .atMost(PATIENCE)
        .until(() -> json(get(path, lead)).path("state").asText().equals("waiting"));
    String evidence = json(get(path + "/evidence", lead)).path("digest").asText();
    String decision =
        "{\"verdict\": \"approve\", \"evidence\": \"%s\", \"comment\": \"by curl\"}"
            .formatted(evidence);
    HttpResponse<String> decided = post(path + "/decisions", lead, decision, null);
    assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);

    assertThat(get(path + "/events", lead).body())
        .as("the events end when the pipeline does")
        .contains("event:status", "\"outcome\":\"deployed\"");
    HttpResponse<String> traced =
        post("/v1/traces", lead, "{\"model\": \"" + recipe.model() + "\"}", null);
    assertThat(traced.statusCode()).as(traced.body()).isEqualTo(200);
    assertThat(traced.body()).contains(recipe.commit(), pipeline);
  }

  @Test
  void whoeverMayNotGetsNothingAndIsRecorded() throws Exception {
    String guest = STACK.signIn().tokenOf("guest@example.com");
    String auditor = STACK.signIn().tokenOf("ml-lead@example.com");
    String model = STACK.freshModel("refused");
    FastRecipe recipe = FastRecipe.in(folder.resolve("repository"), model);
    String body = JSON.createObjectNode().set("recipe", recipe.document()).toString();

    assertThat(post("/v1/pipelines", null, body, null).statusCode()).isEqualTo(401);
    assertThat(post("/v1/pipelines", "wrong", body, null).statusCode()).isEqualTo(401);
    HttpResponse<String> refused = post("/v1/pipelines", guest, body, null);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(refused.body()).contains("takes the role runner");

    assertThat(JSON.readTree(STACK.harness("list", "--model", model, "--output", "json").out()))
        .isEmpty();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              HttpResponse<String> records = get("/v1/audit/records?kind=refusal", auditor);
              return records.statusCode() == 200
                  && records.body().contains("guest@example.com")
                  && records.body().contains("somebody unknown")
                  && records.body().contains("POST /v1/pipelines");
            });
  }

  private static HttpResponse<String> get(String path, @Nullable String token)
      throws IOException, InterruptedException {
    return HTTP.send(request(path, token).GET().build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(
      String path, @Nullable String token, String body, @Nullable String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
