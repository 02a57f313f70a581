package dev.mlharness.starter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.api.RunningApi.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiTest {
  private static final String EVIDENCE = "e".repeat(64);
  private static RunningApi api;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    api = new RunningApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String token(ApiRole... roles) {
    return api.people().tokenWith(roles);
  }

  private static String recipe(String model) {
    return """
        metadata: {name: fraud}
        model: %s
        workspace: prod
        role: trainer
        train: {notebook: /Shared/train}
        validate: {task: {notebook: /Shared/evaluate}, thresholds: {f1_score: {min: 0.9}}}
        """
        .formatted(model);
  }

  private static String startOf(String recipe, @Nullable String id) throws IOException {
    Map<String, String> body =
        id == null ? Map.of("recipe", recipe) : Map.of("recipe", recipe, "id", id);
    return Payloads.mapper().writeValueAsString(body);
  }

  private static String started(String model) throws IOException {
    String id = "fraud-" + UUID.randomUUID();
    Answer answer = api.post("/v1/pipelines", token(ApiRole.RUNNER), startOf(recipe(model), id));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/v1/pipelines/" + id);
    return id;
  }

  @Test
  void aPipelineIsStartedWatchedAndApproved() throws IOException {
    String id = started("main.demo.fraud");

    Answer status = api.get("/v1/pipelines/" + id, token(ApiRole.READER));
    assertThat(status.status()).as(status.toString()).isEqualTo(200);
    assertThat(status.json().path("model").asText()).isEqualTo("main.demo.fraud");
    assertThat(
            api.temporal()
                .client()
                .newUntypedWorkflowStub(id)
                .describe()
                .getMemo("initiator", String.class))
        .isEqualTo("lead@example.com");

    String decision = "{\"verdict\": \"approve\", \"evidence\": \"%s\"}".formatted(EVIDENCE);
    Answer decided =
        api.post("/v1/pipelines/" + id + "/decisions", token(ApiRole.APPROVER), decision);
    assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
    assertThat(decided.json().at("/decisions/0/by").asText()).isEqualTo("lead@example.com");
  }

  @Test
  void theSameRequestIsTheSamePipeline() throws IOException {
    String body = startOf(recipe("main.demo.again"), null);
    String key = UUID.randomUUID().toString();

    Answer first = api.post("/v1/pipelines", token(ApiRole.RUNNER), body, "Idempotency-Key", key);
    Answer second = api.post("/v1/pipelines", token(ApiRole.RUNNER), body, "Idempotency-Key", key);
    Answer other =
        api.post(
            "/v1/pipelines",
            token(ApiRole.RUNNER),
            startOf(recipe("main.demo.other"), null),
            "Idempotency-Key",
            key);

    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(second.status()).as(second.toString()).isEqualTo(200);
    assertThat(second.json().path("pipeline")).isEqualTo(first.json().path("pipeline"));
    assertThat(other.status()).as(other.toString()).isEqualTo(422);
    assertThat(other.json().path("detail").asText()).contains("another recipe");
  }

  @Test
  void aBrokenRecipeStartsNothingAndSaysWhere() throws IOException {
    Answer answer =
        api.post(
            "/v1/pipelines",
            token(ApiRole.RUNNER),
            startOf("model: main.demo.x\ntrian: {}\n", "never"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = answer.json().path("problems").path(0);
    assertThat(problem.path("line").asInt()).as(answer.toString()).isPositive();
    assertThat(api.get("/v1/pipelines/never", token(ApiRole.READER)).status()).isEqualTo(404);
  }

  @Test
  void eventsEndWithThePipeline() throws IOException {
    String id = started("held");
    api.post("/v1/pipelines/" + id + "/abort", token(ApiRole.OPERATOR), "{\"reason\": \"enough\"}");

    Answer events = api.get("/v1/pipelines/" + id + "/events", token(ApiRole.READER));

    assertThat(events.status()).as(events.toString()).isEqualTo(200);
    assertThat(events.header("Content-Type")).startsWith("text/event-stream");
    assertThat(events.body()).contains("event:status").contains("by lead@example.com: enough");
  }

  @Test
  void anOperatorRollsBackAndFreezesInTheirOwnName() {
    Answer shown = api.get("/v1/models/main.demo.fraud", token(ApiRole.READER));
    assertThat(shown.status()).as(shown.toString()).isIn(200, 404);

    Answer frozen =
        api.post(
            "/v1/freezes",
            token(ApiRole.OPERATOR),
            "{\"catalog\": \"main\", \"comment\": \"audit week\"}");
    assertThat(frozen.status()).as(frozen.toString()).isEqualTo(200);
    assertThat(frozen.json().path("by").asText()).isEqualTo("lead@example.com");

    Answer unsaid = api.post("/v1/freezes", token(ApiRole.OPERATOR), "{\"catalog\": \"main\"}");
    assertThat(unsaid.status()).as(unsaid.toString()).isEqualTo(400);
    Answer unknown =
        api.post("/v1/models/none/rollback", token(ApiRole.OPERATOR), "{\"comment\": \"x\"}");
    assertThat(unknown.status()).as(unknown.toString()).isEqualTo(404);
    assertThat(unknown.json().path("detail").asText()).contains("no version of none");
  }

  @Test
  void aRolloutIsSteeredInTheNameOfTheCaller() throws IOException {
    Answer none = api.get("/v1/pipelines/nothing/rollout", token(ApiRole.READER));
    assertThat(none.status()).as(none.toString()).isEqualTo(404);
    assertThat(none.json().path("detail").asText()).contains("'nothing' has no rollout");
  }

  @Test
  void aSecretIsRotatedOnceAtATime() {
    Answer first = api.post("/v1/secrets/slow/rotations", token(ApiRole.OPERATOR), "{}");
    assertThat(first.status()).as(first.toString()).isEqualTo(202);
    Answer second = api.post("/v1/secrets/slow/rotations", token(ApiRole.OPERATOR), "{}");
    assertThat(second.status()).as(second.toString()).isEqualTo(409);
    assertThat(second.json().path("detail").asText()).contains("under way");
    Answer listed = api.get("/v1/secrets", token(ApiRole.AUDITOR));
    assertThat(listed.json().at("/0/secret/secret").asText()).isEqualTo("bi");
  }

  @Test
  void anAuditOfIdentitiesIsStartedAndRead() {
    String auditor = token(ApiRole.AUDITOR);
    Answer started = api.post("/v1/identity-audits", auditor, "{\"workspace\": \"calm\"}");
    assertThat(started.status()).as(started.toString()).isEqualTo(202);
    String path = "/v1/identity-audits/" + started.json().path("audit").asText();
    await().until(() -> api.get(path, auditor).json().path("status").asText().equals("completed"));
    Answer found = api.get(path + "?min_severity=low", auditor);
    assertThat(found.json().at("/report/workspaces/0/workspace").asText()).isEqualTo("calm");
    assertThat(api.get("/v1/identity-audits/nothing", auditor).status()).isEqualTo(404);
  }

  @Test
  void recordsComePageByPage() {
    String auditor = token(ApiRole.AUDITOR);
    Answer first = api.get("/v1/audit/records?limit=1", auditor);
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    Answer wrong = api.get("/v1/audit/records?kind=decision&page=x", auditor);
    assertThat(wrong.status()).as(wrong.toString()).isEqualTo(400);
    assertThat(api.get("/v1/audit/records?limit=0", auditor).status()).isEqualTo(400);
    for (String holes : List.of("kind=start&kind=", "kind=&kind=", "kind=start,", "kind=,")) {
      Answer some = api.get("/v1/audit/records?" + holes, auditor);
      assertThat(some.status()).as("%s: %s", holes, some).isIn(200, 400);
    }
    assertThat(api.get("/v1/audit/records?after=3", auditor).status()).isEqualTo(400);
  }

  @Test
  void thePagesOfAListMayDifferInSize() {
    String auditor = token(ApiRole.AUDITOR);
    String list = "/v1/audit/records?order=oldest_first&kind=start&kind=receipt&kind=decision";
    Answer first = api.get(list + "&limit=2", auditor);
    String next = first.json().path("next_page").asText();
    assertThat(next).as(first.toString()).isNotEmpty();

    Answer second = api.get(list + "&limit=1&page=" + next, auditor);
    assertThat(second.status()).as(second.toString()).isEqualTo(200);
    assertThat(second.json().at("/records/0/sequence").asInt()).isEqualTo(2);
    Answer other = api.get(list + "&kind=refusal&page=" + next, auditor);
    assertThat(other.status()).as("of other filters").isEqualTo(400);
  }

  /** The order of a set is another one in each process: another replica must know the page, too. */
  @Test
  void aListIsNamedAlikeByEachReplica() {
    Set<AuditKind> kinds = Set.of(AuditKind.values());
    String words =
        Arrays.stream(AuditKind.values()).map(AuditKind::name).collect(Collectors.joining(", "));
    assertThat(AuditController.list(new AuditQuery(kinds, "p", Order.OLDEST_FIRST, 3L, 7)))
        .isEqualTo("audit [" + words + "] OLDEST_FIRST p");
  }

  @Test
  void whoeverAsksHearsWhichRolesTheyHave() {
    Answer me = api.get("/v1/me", token(ApiRole.READER, ApiRole.AUDITOR));
    assertThat(me.json().path("name").asText()).isEqualTo("lead@example.com");
    assertThat(me.json().path("roles").toString()).isEqualTo("[\"reader\",\"auditor\"]");
  }

  @Test
  void whoIsNotKnownGetsNothing() throws JOSEException {
    JWTClaimsSet claims = api.people().claims(ApiRole.values()).build();
    List<@Nullable String> wrong =
        java.util.Arrays.asList(
            null,
            "no-token",
            api.people().confused(claims),
            TestPeople.signedBy(new RSAKeyGenerator(2048).keyID("1").generate(), claims),
            api.people().signed(claims(c -> c.issuer("https://elsewhere.example.com"))),
            api.people().signed(claims(c -> c.audience("another"))),
            api.people()
                .signed(claims(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(300))))),
            api.people().signed(claims(c -> c.expirationTime(null))));
    for (String token : wrong) {
      Answer answer = api.get("/v1/pipelines", token);
      assertThat(answer.status()).as("%s: %s", token, answer).isEqualTo(401);
      String challenge = answer.header("WWW-Authenticate");
      assertThat(challenge).startsWith("Bearer");
      Answer metadata = api.get("/.well-known/oauth-protected-resource", null);
      assertThat(challenge).contains("resource_metadata=\"" + metadata.response().uri() + "\"");
      assertThat(metadata.json().at("/authorization_servers/0").asText())
          .as(metadata.toString())
          .isEqualTo(api.people().issuer());
    }
  }

  @Test
  void tokensOfBothUsualTypesAreRead() {
    JWTClaimsSet claims = api.people().claims(ApiRole.READER).build();
    for (String type : List.of("JWT", "at+jwt", "application/at+jwt", "AT+JWT")) {
      assertThat(api.get("/v1/me", api.people().signedAs(type, claims)).status())
          .as(type)
          .isEqualTo(200);
    }
    Answer odd = api.get("/v1/me", api.people().signedAs("logout+jwt", claims));
    assertThat(odd.status()).as(odd.toString()).isEqualTo(401);
  }

  private static JWTClaimsSet claims(
      java.util.function.UnaryOperator<JWTClaimsSet.Builder> change) {
    return change.apply(api.people().claims(ApiRole.values())).build();
  }

  @Test
  void bodiesAreLimited() throws IOException {
    String runner = token(ApiRole.RUNNER);
    assertThat(
            api.post("/v1/lint", runner, "{\"recipe\": \"" + "x".repeat(600_000) + "\"}").status())
        .isEqualTo(413);
    assertThat(api.post("/v1/lint", runner, "[".repeat(1_000)).status()).isEqualTo(400);
    assertThat(api.post("/v1/lint", runner, "{\"recipes\": {}}").status()).isEqualTo(400);
    assertThat(api.post("/v1/lint", runner, "null").status()).isEqualTo(400);
    assertThat(api.post("/v1/lint", runner, "{}").status()).isEqualTo(400);
    String odd = "{\"model\": \"m\", \"version\": \"1\\u0016\"}";
    assertThat(api.post("/v1/traces", token(ApiRole.READER), odd).status()).isEqualTo(400);
    assertThat(api.post("/v1/reproductions", runner, odd).status()).isEqualTo(400);
  }
}
