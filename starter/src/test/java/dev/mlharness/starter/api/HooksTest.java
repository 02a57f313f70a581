package dev.mlharness.starter.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.starter.api.RunningApi.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hook of GitHub that runs a recipe for exactly the commit that was pushed. */
class HooksTest {
  private static final String KEY = "k".repeat(32);
  private static final String COMMIT = "c".repeat(40);

  @TempDir static Path folder;
  private static RunningApi api;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    Files.writeString(folder.resolve("key"), KEY + "\n");
    Files.writeString(folder.resolve("password"), "databricks:" + KEY + "\n");
    Files.writeString(
        folder.resolve("recipe.yml"),
        """
        metadata: {name: pushed}
        model: main.demo.pushed
        workspace: prod
        role: trainer
        source: {git: {url: "https://git.example.com/pushed.git", ref: main}}
        train: {notebook: train}
        validate: {task: {notebook: evaluate}, thresholds: {f1_score: {min: 0.9}}}
        """);
    api =
        new RunningApi(
            "mlharness.api.requests-per-minute=1000000",
            "mlharness.api.hooks.code.kind=github",
            "mlharness.api.hooks.code.key-files=" + folder.resolve("key"),
            "mlharness.api.hooks.code.rules[0].when.event=push",
            "mlharness.api.hooks.code.rules[0].when.[/ref]=refs/heads/main",
            "mlharness.api.hooks.code.rules[0].run=" + folder.resolve("recipe.yml"),
            "mlharness.api.hooks.code.rules[0].set.[source.git.ref]={/after}",
            "mlharness.api.hooks.code.rules[1].when.event=issue_comment",
            "mlharness.api.hooks.code.rules[1].when.[/comment/body]=/rollback",
            "mlharness.api.hooks.code.rules[1].rollback=main.demo.pushed",
            "mlharness.api.hooks.alerts.kind=databricks",
            "mlharness.api.hooks.alerts.key-files=" + folder.resolve("password"),
            "mlharness.api.hooks.alerts.rules[0].when.event=alert_state_change",
            "mlharness.api.hooks.alerts.rules[0].when.[/alert/alert/name]=drift of *",
            "mlharness.api.hooks.alerts.rules[0].rollback=main.demo.fraud",
            "mlharness.api.hooks.alerts.rules[1].when.event=jobs.on_failure",
            "mlharness.api.hooks.alerts.rules[1].redeploy={/job/name}/{/job/version}",
            "mlharness.api.hooks.alerts.rules[2].when.event=registry",
            "mlharness.api.hooks.alerts.rules[2].redeploy=main.demo.pushed");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String push(String ref, String commit) {
    return "{\"ref\": \"%s\", \"after\": \"%s\"}".formatted(ref, commit);
  }

  private static String rollback(String comment) {
    return "{\"comment\": {\"id\": \"%s\", \"body\": \"/rollback\"}}".formatted(comment);
  }

  private static Answer deliver(String id, String body, String key) {
    return deliver("push", id, body, key);
  }

  private static Answer deliver(String event, String id, String body, String key) {
    return api.send(
        api.request("/hooks/code", null)
            .header("X-GitHub-Delivery", id)
            .header("X-GitHub-Event", event)
            .header("X-Hub-Signature-256", "sha256=" + signature(body, key))
            .POST(BodyPublishers.ofString(body)));
  }

  private static String signature(String body, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPushStartsAPipelineForItsCommitOnce() {
    Answer first = deliver("d-1", push("refs/heads/main", COMMIT), KEY);
    Answer again = deliver("d-1", push("refs/heads/main", COMMIT), KEY);

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.json().path("pipeline")).isEqualTo(first.json().path("pipeline"));
    String id = first.json().path("pipeline").asText();
    assertThat(
            api.temporal()
                .client()
                .fetchHistory(id)
                .getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput()
                .getPayloads(0)
                .getData()
                .toStringUtf8())
        .contains("\"ref\":\"" + COMMIT + "\"");
  }

  /** The signature covers the body alone: whoever has seen a delivery can give it another id. */
  @Test
  void theSameBodyUnderAnotherIdIsTheSameDelivery() {
    String body = push("refs/heads/main", "a".repeat(40));
    Answer first = deliver("d-10", body, KEY);
    Answer replayed = deliver("d-11", body, KEY);

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(replayed.status()).as(replayed.toString()).isEqualTo(200);
    assertThat(replayed.json().path("pipeline")).isEqualTo(first.json().path("pipeline"));
    Answer next = deliver("d-12", push("refs/heads/main", "b".repeat(40)), KEY);
    assertThat(next.status()).as(next.toString()).isEqualTo(201);
  }

  @Test
  void aForgedDeliveryIsRefusedAndAnotherBranchIsNobodysBusiness() {
    Answer forged = deliver("d-2", push("refs/heads/main", COMMIT), "guessed");
    assertThat(forged.status()).as(forged.toString()).isEqualTo(401);
    Answer branch = deliver("d-3", push("refs/heads/topic", COMMIT), KEY);
    assertThat(branch.status()).isEqualTo(200);
    assertThat(branch.json().path("nothing").asText()).isNotEmpty();
    assertThat(api.post("/hooks/none", null, "{}").status()).isEqualTo(404);
    Answer deleted = deliver("d-4", "{\"ref\": \"refs/heads/main\"}", KEY);
    assertThat(deleted.status()).as(deleted.toString()).isEqualTo(422);
  }

  @Test
  void aTextOfTheBodyStaysAText() {
    Answer nasty = deliver("d-5", push("refs/heads/main", "x, url: file:///etc"), KEY);
    assertThat(nasty.status()).as(nasty.toString()).isIn(201, 422);
    if (nasty.status() == 201) {
      assertThat(nasty.json().path("pipeline").asText()).startsWith("pushed-");
    }
  }

  private static String commit(String event) {
    return "%040x".formatted(event.hashCode() & 0xffff_ffffL);
  }

  private static Answer alert(String body) {
    String login = Base64.getEncoder().encodeToString(("databricks:" + KEY).getBytes(UTF_8));
    return api.send(
        api.request("/hooks/alerts", null)
            .header("Authorization", "Basic " + login)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aRollbackIsOrderedOnceInTheNameOfTheHook() {
    Answer first = deliver("issue_comment", "d-6", rollback("6"), KEY);
    Answer again = deliver("issue_comment", "d-6", rollback("6"), KEY);

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    String order = first.json().path("order").asText();
    assertThat(again.json().path("order").asText()).isEqualTo(order);
    assertThat(
            api.temporal()
                .client()
                .newUntypedWorkflowStub(order)
                .getResult(RollbackResult.class)
                .sentence())
        .isEqualTo("ordered by hook code");
  }

  @Test
  void aVersionIsDeployedAgainAsTheBodySays() {
    Answer named =
        alert(
            """
            {"event_type": "jobs.on_failure", "job": {"name": "main.demo.pushed", "version": "1"}}
            """);
    Answer unnamed =
        alert(
            """
            {"event_type": "jobs.on_failure", "job": {"name": "main.demo.pushed"}}
            """);

    assertThat(named.status()).as(named.toString()).isEqualTo(201);
    assertThat(named.json().path("version").asText()).isEqualTo("1");
    assertThat(unnamed.status()).as(unnamed.toString()).isEqualTo(422);
  }

  @Test
  void withoutAVersionTheOneThatTheEventNamesIsDeployedAgainElseTheNewest() {
    assertThat(redeployed("\"data\": {\"name\": \"main.demo.pushed\", \"version\": \"1\"}"))
        .isEqualTo("1");
    assertThat(redeployed("\"data\": {\"name\": \"main.demo.other\", \"version\": \"1\"}"))
        .as("of another model")
        .isEqualTo("2");
    assertThat(redeployed("\"data\": {}")).isEqualTo("2");
  }

  private static String redeployed(String event) {
    Answer answer = alert("{\"event\": \"registry\", " + event + "}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return String.valueOf(
        api.temporal()
            .client()
            .newUntypedWorkflowStub(answer.json().path("order").asText())
            .getResult(RollbackResult.class)
            .champion());
  }

  @Test
  void anAlertIsKnownByItsEventAndItsName() {
    Answer drift = alert(alertNamed("drift of fraud"));
    Answer revenue = alert(alertNamed("daily revenue"));

    assertThat(drift.status()).as(drift.toString()).isEqualTo(201);
    assertThat(drift.json().path("model").asText()).isEqualTo("main.demo.fraud");
    assertThat(revenue.json().path("nothing").asText()).isNotEmpty();
  }

  private static String alertNamed(String name) {
    return """
        {"event": "alert_state_change", "url_base": "https://dbc.example.com/sql?o=1",
         "alert": {"title": "Alert changed status to TRIGGERED",
                   "alert": {"id": "98", "name": "%s"}}}
        """
        .formatted(name);
  }

  @Test
  void aRuleThatSaysNothingOrTwoThingsIsNoRule() {
    assertThatThrownBy(() -> rule(null, null)).hasMessageContaining("one of run, retrain");
    assertThatThrownBy(() -> rule("a", "b")).hasMessageContaining("one of run, retrain");
  }

  private static ApiProperties.Rule rule(@Nullable String retrain, @Nullable String rollback) {
    return new ApiProperties.Rule(Map.of(), null, retrain, null, rollback, null, null, Map.of());
  }

  @Test
  void fiveThousandDoubledAndReorderedDeliveriesStartOneWorkflowEach() {
    List<String> deliveries = new ArrayList<>();
    for (int event = 0; event < 100; event++) {
      deliveries.addAll(Collections.nCopies(50, "flood-" + event));
    }
    Collections.shuffle(deliveries, new Random(7));
    AtomicInteger fresh = new AtomicInteger();
    var started = new ConcurrentHashMap<String, String>();
    deliveries.parallelStream()
        .forEach(
            id -> {
              boolean rollback = id.hashCode() % 2 == 0;
              Answer answer =
                  rollback
                      ? deliver("issue_comment", id, rollback(id), KEY)
                      : deliver(id, push("refs/heads/main", commit(id)), KEY);
              assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
              String workflow = answer.json().path(rollback ? "order" : "pipeline").asText();
              assertThat(started.merge(id, workflow, (a, b) -> b)).isEqualTo(workflow);
              if (answer.status() == 201) {
                fresh.incrementAndGet();
              }
            });
    assertThat(fresh).hasValue(100);
    assertThat(started.values().stream().distinct()).hasSize(100);
  }
}
