package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.starter.stack.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Pushes that GitHub tells of start pipelines of exactly what was pushed. */
class HookIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "a key that GitHub and the API share";

  /** The rule names the file before there is one. */
  private static final Path HOOK = hook();

  @RegisterExtension
  static final RealStack STACK =
      new RealStack(
          Map.of(
              Part.API,
              Map.of("SPRING_CONFIG_ADDITIONAL_LOCATION", HOOK.resolve("hooks.yml").toString())));

  @TempDir Path folder;

  @AfterAll
  static void delete() throws IOException {
    for (String file : new String[] {"key", "token", "recipe.yml", "hooks.yml", ""}) {
      Files.deleteIfExists(HOOK.resolve(file));
    }
  }

  @Test
  void aSignedPushRunsItsCommitOnceAndAForgedOneRunsNothing() throws Exception {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("pushed"))
            .with("approve", "{required: 0}");
    Files.writeString(HOOK.resolve("recipe.yml"), recipe.document().toString());
    // As the hook is known at the desk, where starts are signed.
    Files.writeString(HOOK.resolve("token"), STACK.signIn().tokenOf("ml-lead@example.com"));
    String pushed = recipe.commit();
    Commands.run(
        recipe.repository(),
        "git",
        "-c",
        "user.name=author",
        "-c",
        "user.email=author@example.com",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "what came after it");
    String body = "{\"ref\": \"refs/heads/main\", \"after\": \"" + pushed + "\"}";
    String delivery = UUID.randomUUID().toString();

    assertThat(deliver(delivery, body, "a key that somebody guessed").statusCode()).isEqualTo(401);
    assertThat(pipelinesOf(recipe)).isEmpty();

    HttpResponse<String> first = deliver(delivery, body, KEY);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    HttpResponse<String> again = deliver(delivery, body, KEY);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    String id = JSON.readTree(first.body()).path("pipeline").asText();
    assertThat(JSON.readTree(again.body()).path("pipeline").asText()).isEqualTo(id);

    assertThat(STACK.pipelines().of(id).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelinesOf(recipe)).hasSize(1);
    assertThat(pushed).isNotEqualTo(recipe.commit());
    assertThat(STACK.harness("trace", recipe.model()).out())
        .contains(pushed)
        .doesNotContain(recipe.commit());
    retrainsWhatWasDeployed(recipe);
  }

  /** In one test with the push: what deployed the model is there already. */
  private static void retrainsWhatWasDeployed(FastRecipe recipe) throws Exception {
    String asked =
        "{\"action\": \"retrain\", \"client_payload\": {\"model\": \"%s\"}}"
            .formatted(recipe.model());
    String delivery = UUID.randomUUID().toString();

    HttpResponse<String> first = deliver("repository_dispatch", delivery, asked, KEY);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    HttpResponse<String> again = deliver("repository_dispatch", delivery, asked, KEY);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    String id = JSON.readTree(first.body()).path("pipeline").asText();
    assertThat(JSON.readTree(again.body()).path("pipeline").asText()).isEqualTo(id);
    assertThat(STACK.pipelines().of(id).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelinesOf(recipe)).hasSize(2);
    HttpResponse<String> never =
        deliver(
            "repository_dispatch",
            UUID.randomUUID().toString(),
            asked.replace(recipe.model(), "main.demo.never"),
            KEY);
    assertThat(never.statusCode()).as(never.body()).isEqualTo(422);
  }

  private static HttpResponse<String> deliver(String id, String body, String key) throws Exception {
    return deliver("push", id, body, key);
  }

  private static HttpResponse<String> deliver(String event, String id, String body, String key)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(STACK.api().resolve("/hooks/code"))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", id)
            .header("X-Hub-Signature-256", "sha256=" + signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static JsonNode pipelinesOf(FastRecipe recipe) throws IOException {
    return JSON.readTree(
        STACK.harness("list", "--model", recipe.model(), "--output", "json").out());
  }

  private static Path hook() {
    try {
      Path hook = Files.createTempDirectory("hook");
      Files.writeString(hook.resolve("key"), KEY);
      Files.writeString(
          hook.resolve("hooks.yml"),
          """
          mlharness:
            api:
              hooks:
                code:
                  kind: github
                  key-files: ["%1$s/key"]
                  token-file: "%1$s/token"
                  rules:
                    - when: {event: push, "[/ref]": refs/heads/main}
                      run: "%1$s/recipe.yml"
                      set: {"[source.git.ref]": "{/after}"}
                    - when: {event: repository_dispatch, "[/action]": retrain}
                      retrain: "{/client_payload/model}"
          """
              .formatted(hook));
      return hook;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
