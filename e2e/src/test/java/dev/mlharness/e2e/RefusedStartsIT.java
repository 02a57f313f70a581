package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.stack.Part;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where starts must be signed, who is not in the groups of a role starts nothing: neither at the
 * desk, nor by the command line, nor straight through Temporal.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusedStartsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUEST = "guest@example.com";
  private static final String SCIENTIST = "data-scientist@example.com";
  private static final String LEAD = "ml-lead@example.com";

  @RegisterExtension
  static final RealStack STACK =
      new RealStack(Map.of(Part.WORKER, Map.of("MLHARNESS_TRUST", "signed")));

  @TempDir Path folder;
  private FastRecipe recipe;

  @BeforeEach
  void write() {
    recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("signed"))
            .with("approve", "{required: 0}");
  }

  @Test
  @Order(1)
  void theDeskAsksWhoSomebodyIsAndNamesTheGroupTheyLack() throws Exception {
    assertThat(ask(null, "desk-1").statusCode()).isEqualTo(401);
    assertThat(ask("nonsense", "desk-1").statusCode()).isEqualTo(401);
    String ofTheWorker = Files.readString(STACK.home().workerToken());
    assertThat(ask(ofTheWorker, "desk-1").statusCode()).as("for another audience").isEqualTo(401);

    HttpResponse<String> guest = ask(tokenOf(GUEST), "desk-guest");
    assertThat(guest.statusCode()).isEqualTo(403);
    assertThat(guest.body()).contains(GUEST, "members of ml-engineers", "members of ml-leads");

    HttpResponse<String> scientist = ask(tokenOf(SCIENTIST), "desk-scientist");
    assertThat(scientist.statusCode()).isEqualTo(403);
    assertThat(scientist.body())
        .contains("role 'deployer' (deploy) is for members of ml-leads")
        .doesNotContain("'trainer'");
    assertThat(refusals()).contains("desk-guest " + GUEST, "desk-scientist " + SCIENTIST);
  }

  @Test
  @Order(2)
  void theCommandLineSaysTheSameAndStartsNothing() throws Exception {
    Commands.Result refused = run(SCIENTIST, "cli-refused");
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
    assertThat(refused.err()).contains("role 'deployer' (deploy) is for members of ml-leads");
    assertThat(STACK.temporal("workflow", "describe", "--workflow-id", "cli-refused").exitCode())
        .as("a workflow of that id")
        .isNotZero();

    Commands.Result unsigned = STACK.harness("run", file(), "--id", "cli-unsigned", "--wait");
    assertThat(unsigned.exitCode()).as(unsigned.toString()).isEqualTo(3);
    assertThat(unsigned.out() + unsigned.err()).contains("no proof of who started it");
    assertThat(refusals()).contains("cli-refused " + SCIENTIST);
  }

  @Test
  @Order(3)
  void straightThroughTemporalAProofIsAskedFor() throws Exception {
    Path input = Files.writeString(folder.resolve("recipe.json"), recipe.document().toString());
    assertThat(
            STACK.temporal(
                "workflow",
                "start",
                "--type",
                "TrainValidateDeploy",
                "--task-queue",
                "ml-harness",
                "--workflow-id",
                "raw-unproven",
                "--input-file",
                input.toString(),
                "--memo",
                "initiator=\"" + LEAD + "\""))
        .returns(0, Commands.Result::exitCode);
    assertRefused(STACK.pipelines().of("raw-unproven"), "no proof of who started it");

    String proof = proof(LEAD, "raw-other");
    assertRefused(start("raw-forged", forged(proof)), "its signature is wrong");
    assertRefused(start("raw-unsigned", unsigned(proof)), "cannot be read");
    assertRefused(start("raw-stolen", proof), "it is for pipeline 'raw-other'");
    recipe = recipe.with("train.parameters.slope", "\"3\"");
    assertRefused(start("raw-other", proof), "it is for another recipe");

    assertThat(STACK.sandbox().get("/api/2.2/jobs/runs/list").path("runs")).isEmpty();
    assertThat(refusals())
        .anyMatch(refusal -> refusal.startsWith("raw-unproven "))
        .anyMatch(refusal -> refusal.startsWith("raw-forged "))
        .anyMatch(refusal -> refusal.startsWith("raw-unsigned "))
        .anyMatch(refusal -> refusal.startsWith("raw-stolen "))
        .anyMatch(refusal -> refusal.startsWith("raw-other "));
  }

  @Test
  @Order(4)
  void aMemberGetsThroughOnce() throws Exception {
    Commands.Result run = run(LEAD, "signed", "--wait");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(STACK.pipelines().of("signed").result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(records("starts").findValuesAsText("outcome")).contains("started", "deployed");

    String used =
        String.valueOf(
            STACK
                .pipelines()
                .client()
                .newUntypedWorkflowStub("signed")
                .describe()
                .getMemo(TrainValidateDeploy.START, String.class));
    assertRefused(start("signed", used), "another execution has used it already");
    assertThat(STACK.sandbox().get("/api/2.2/jobs/runs/list").path("runs")).hasSize(3);
  }

  private Pipelines.Started start(String id, String proof) {
    return STACK.pipelines().start(id, recipe.document(), Map.of(TrainValidateDeploy.START, proof));
  }

  private static void assertRefused(Pipelines.Started started, String reason) {
    WorkflowFailedException failed =
        catchThrowableOfType(WorkflowFailedException.class, started::result);
    assertThat(failed).as(started.id()).isNotNull();
    assertThat(failed.getCause())
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(Outcome.REFUSED.name());
              assertThat(failure.getOriginalMessage()).contains(reason);
            });
  }

  /** With the same words and key id, by another key. */
  private static String forged(String proof) throws Exception {
    SignedJWT real = SignedJWT.parse(proof);
    JWSHeader header = real.getHeader();
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID(header.getKeyID()).generate();
    SignedJWT forged = new SignedJWT(header, real.getJWTClaimsSet());
    forged.sign(new ECDSASigner(key));
    return forged.serialize();
  }

  private static String unsigned(String proof) throws Exception {
    return new PlainJWT(SignedJWT.parse(proof).getJWTClaimsSet()).serialize();
  }

  private String proof(String person, String pipeline) throws Exception {
    HttpResponse<String> signed = ask(tokenOf(person), pipeline);
    assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    return JSON.readTree(signed.body()).required("start").asText();
  }

  private HttpResponse<String> ask(@Nullable String token, String pipeline) throws Exception {
    String body =
        JSON.createObjectNode()
            .put("pipeline", pipeline)
            .set("recipe", recipe.document())
            .toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(STACK.addresses().worker().resolve("/v1/starts"))
            .POST(BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private Commands.Result run(String person, String id, String... more) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), tokenOf(person));
    return STACK.harness(
        Map.of(
            "MLHARNESS_DESK", STACK.addresses().worker().toString(),
            "MLHARNESS_ID_TOKEN_FILE", token.toString()),
        Stream.concat(Stream.of("run", file(), "--id", id), Stream.of(more))
            .toArray(String[]::new));
  }

  private String file() throws IOException {
    return Files.writeString(folder.resolve("recipe.yml"), recipe.document().toString()).toString();
  }

  private static String tokenOf(String person) {
    return new SignIn(STACK.addresses().identity(), STACK.home().folder().resolve("sandbox/people"))
        .tokenOf(person);
  }

  /** Each as "pipeline person". */
  private static List<String> refusals() throws IOException {
    return StreamSupport.stream(records("starts").spliterator(), false)
        .map(record -> record.path("event"))
        .filter(event -> event.path("outcome").asText().equals("refused"))
        .map(event -> event.at("/place/pipeline").asText() + " " + event.at("/actor/who").asText())
        .toList();
  }

  private static JsonNode records(String which) throws IOException {
    return JSON.readTree(STACK.harness("audit", which, "--limit", "400", "--output", "json").out());
  }
}
