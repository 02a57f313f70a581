package dev.mlharness.starter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.api.RunningApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the API does when somebody asks for too much, and when somebody behind it is gone. */
class ApiLimitsTest {
  private static final int BUDGET = 40;
  private static RunningApi api;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    api =
        new RunningApi(
            "mlharness.api.requests-per-minute=" + BUDGET, "mlharness.api.streams-per-person=2");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JWTClaimsSet somebody(String subject) {
    return api.people().claims(ApiRole.values()).subject(subject).build();
  }

  /** Another person each time: each has a budget of their own. */
  private static String anybody() {
    return api.people().signed(somebody(UUID.randomUUID().toString()));
  }

  @Test
  void tokensThatProveNobodyAreCountedByAddressAndFetchNoKeys() {
    Map<Integer, Integer> answers = new HashMap<>();
    Answer last = api.get("/v1/me", anybody());
    assertThat(last.status()).as(last.toString()).isEqualTo(200);
    int before = api.people().fetches();
    for (int i = 0; i < 2 * BUDGET; i++) {
      last =
          api.get(
              "/v1/me",
              api.people().signedByNobody(UUID.randomUUID().toString(), somebody("nobody")));
      answers.merge(last.status(), 1, Integer::sum);
    }

    assertThat(answers.keySet()).containsExactlyInAnyOrder(401, 429);
    assertThat(answers.get(401)).isBetween(BUDGET / 2, BUDGET);
    assertThat(last.header("Retry-After")).isNotNull();
    assertThat(last.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(api.people().fetches() - before).isLessThan(5);
    assertThat(api.get("/v1/me", anybody()).status()).as("at the same address").isEqualTo(200);
  }

  @Test
  void anIdIsAPartOfAddressesAndNoneThatTheHarnessUses() throws IOException {
    String runner = anybody();
    List<String> refused = new ArrayList<>();
    for (String id :
        List.of(
            "release/1.0",
            "model/prod/fraud",
            "watch/prod/fraud",
            "fraud-2026-11-29T03:00:00Z",
            "a b",
            "-x",
            "..",
            "x".repeat(201),
            "freezes",
            "rotate-bi",
            "rollback-fraud-0123456789abcdef",
            "signed-start-1",
            "fraud-1-rollout")) {
      Answer answer = api.post("/v1/pipelines", runner, start(id));
      assertThat(answer.status()).as("%s: %s", id, answer).isEqualTo(400);
      refused.add(answer.json().path("detail").asText());
    }
    assertThat(refused.get(0)).contains("letters", "digits", "a part of addresses");
    assertThat(refused.get(refused.size() - 1)).contains("uses itself", "-rollout");
    String free = "v1.0_b-" + UUID.randomUUID();
    Answer started = api.post("/v1/pipelines", runner, start(free));
    assertThat(started.status()).as(started.toString()).isEqualTo(201);
    assertThat(api.get("/v1/pipelines/" + free, runner).status()).isEqualTo(200);
  }

  private static String start(String id) throws IOException {
    return Payloads.mapper()
        .writeValueAsString(
            Map.of(
                "id",
                id,
                "recipe",
                "model: gated\ntrain: {notebook: /t}\nvalidate: {thresholds: {f1: {min: 0.9}}}\n"));
  }

  @Test
  void onePersonCannotTakeAllStreams() throws IOException, InterruptedException {
    String one = anybody();
    String id = "streamed-" + UUID.randomUUID();
    assertThat(api.post("/v1/pipelines", one, start(id)).status()).isEqualTo(201);
    String events = "/v1/pipelines/" + id + "/events";
    try (InputStream first = open(events, one);
        InputStream second = open(events, one);
        InputStream another = open(events, anybody())) {
      assertThat(List.of(first.read(), second.read(), another.read())).doesNotContain(-1);
      Answer third = api.get(events, one);
      assertThat(third.status()).as(third.toString()).isEqualTo(429);
      assertThat(third.json().path("detail").asText()).contains("You have 2 streams open");
      assertThat(api.post("/v1/pipelines/" + id + "/cancel", one, "{}").status()).isEqualTo(202);
      first.readAllBytes();
      second.readAllBytes();
    }
    await().until(() -> api.get(events, one).status() == 200);
  }

  private static InputStream open(String path, String token)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(api.request(path, token).build(), BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    return stream.body();
  }

  @Test
  void readinessTellsThatTemporalIsGone() throws IOException, JOSEException {
    try (RunningApi lonely = new RunningApi()) {
      String readiness = "/actuator/health/readiness";
      await().until(() -> lonely.get(readiness, null).status() == 200);
      lonely.temporal().close();
      await().until(() -> lonely.get(readiness, null).status() == 503);
    }
  }

  @Test
  void withoutTheIdentityProviderNobodyCanSayWhoSomebodyIs() throws IOException, JOSEException {
    try (RunningApi lonely = new RunningApi()) {
      String token = lonely.people().tokenWith(ApiRole.READER);
      lonely.people().close();
      Answer answer = lonely.get("/v1/me", token);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
      assertThat(answer.json().path("detail").asText()).contains("identity provider");
    }
  }
}
