package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.e2e.contract.Moto;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.identity.rotation.RotationResult;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * At no moment is there no working secret, whatever is killed; in the end the former is refused.
 */
class RotateSecretIT {
  private static final String ID = new RotationRequest("bi").workflowId();
  private static final String ME = "/api/2.0/preview/scim/v2/Me";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final RealStack STACK = new RealStack();
  @RegisterExtension static final Moto MOTO = new Moto();
  @TempDir Path folder;

  @AfterEach
  void mend() {
    STACK.sandbox().noFaults();
    STACK.ensureWorker();
  }

  @AfterAll
  static void forget() {
    Rotator.forget(STACK);
  }

  @Test
  void aWorkerKilledAtEveryStepLeavesNoMomentWithoutAWorkingSecret() throws Exception {
    Path file = folder.resolve("client-secret");
    RotatedSecret secret = RotatedSecret.in(STACK.sandbox(), "bi", 12, "{file: " + file + "}");
    String former = secret.makeByHand();
    List<String> before = secret.ids();
    Files.writeString(file, former);
    Rotator.of(STACK, "{}", secret);
    try (Prober prober = new Prober(STACK.addresses().sandbox(), secret.principal(), file)) {
      long look = slow("GET", secret.secrets());
      // The secret is made after its maker has died: nobody learns its value.
      long issue = slow("POST", secret.secrets());
      long proof = slow("GET", ME);
      long revoke = slow("DELETE", secret.secrets() + "/*");
      Commands.Result started = STACK.harness("rotate", "now", secret.name());
      assertThat(started.exitCode()).as(started.err()).isZero();
      killIn(look);
      killIn(issue);
      killIn(proof);
      killAfter("PromoteSecret");
      await("both secrets are valid").atMost(PATIENCE).until(RotateSecretIT::overlaps);
      long secondProof = slow("GET", ME);
      STACK.restartWorkerByForce();
      killIn(secondProof);
      killIn(revoke);

      RotationResult result = stub().getResult(RotationResult.class);

      assertThat(result.revoked()).isEqualTo(before);
      assertThat(secret.ids()).containsExactly(String.valueOf(result.fresh()));
      assertThat(secret.made()).as("the first, the orphan, the new one").isEqualTo(3);
      assertThat(prober.login(former)).isEqualTo(401);
      assertThat(prober.login(Files.readString(file).strip())).isEqualTo(200);
      assertThat(prober.failures()).isEmpty();
      assertThat(prober.logins()).isGreaterThan(100);
      assertThat(STACK.pipelines().client().fetchHistory(ID).toJson(false))
          .doesNotContain(former, Files.readString(file).strip());
      assertThat(STACK.harness("rotate", "list").out()).contains(result.fresh(), "done");
    }
  }

  @Test
  void secretsInAScopeAndInSecretsManagerAreRotated() throws Exception {
    String scope = "bi-" + System.nanoTime();
    STACK.sandbox().post("/api/2.0/secrets/scopes/create", "{\"scope\":\"%s\"}".formatted(scope));
    String stored = "apps/" + scope;
    RotatedSecret inScope =
        RotatedSecret.in(
            STACK.sandbox(), "bi-scope", 1, "{databricks: {scope: %s, key: k}}".formatted(scope));
    RotatedSecret inAws =
        RotatedSecret.in(STACK.sandbox(), "bi-aws", 1, "{aws-secret: " + stored + "}");
    String formerInScope = inScope.makeByHand();
    String formerInAws = inAws.makeByHand();
    STACK
        .sandbox()
        .post(
            "/api/2.0/secrets/put",
            "{\"scope\":\"%s\",\"key\":\"k\",\"string_value\":\"%s\"}"
                .formatted(scope, formerInScope));
    Rotator.of(STACK, reaches(), inScope, inAws);
    try (SecretsManagerClient aws = secretsManager()) {
      aws.createSecret(request -> request.name(stored).secretString(formerInAws));
      for (RotatedSecret secret : List.of(inScope, inAws)) {
        Commands.Result done = STACK.harness("rotate", "now", secret.name(), "--wait");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(secret.ids()).hasSize(1);
      }
      JsonNode found = STACK.sandbox().get("/api/2.0/secrets/get?scope=%s&key=k".formatted(scope));
      String value =
          new String(
              Base64.getDecoder().decode(found.path("value").asText()), StandardCharsets.UTF_8);
      assertWorks(inScope, value, formerInScope);

      JsonNode document =
          new ObjectMapper()
              .readTree(
                  aws.getSecretValue(
                          // Moto follows labels only where one is named.
                          request -> request.secretId(stored).versionStage("AWSCURRENT"))
                      .secretString());
      assertThat(document.path("client_id").asText()).isEqualTo(inAws.principal());
      assertWorks(inAws, document.path("client_secret").asText(), formerInAws);
      assertThat(
              aws.describeSecret(request -> request.secretId(stored)).versionIdsToStages().values())
          .allMatch(stages -> !stages.contains("AWSPENDING") && !stages.contains("AWSPREVIOUS"));
    }
  }

  private void assertWorks(RotatedSecret secret, String value, String former) throws Exception {
    Path file = Files.writeString(folder.resolve(secret.name()), value);
    try (Prober prober = new Prober(STACK.addresses().sandbox(), secret.principal(), file)) {
      assertThat(prober.login(value)).isEqualTo(200);
      assertThat(prober.login(former)).isEqualTo(401);
    }
  }

  private static String reaches() {
    String role =
        MOTO.makeRole(
            "rotator-" + System.nanoTime(),
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:*",\
            "Resource":"*"}]}""");
    return "{aws: {role-arn: '%s', region: %s, endpoint: '%s'}}"
        .formatted(role, Moto.REGION, MOTO.address());
  }

  private static SecretsManagerClient secretsManager() {
    return SecretsManagerClient.builder()
        .endpointOverride(MOTO.address())
        .region(Region.of(Moto.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  private static long slow(String method, String path) {
    return STACK.sandbox().fault(method, path, 1, "{\"kind\":\"slow\",\"millis\":3000}");
  }

  /** Kills the worker while it waits for the answer to this call. */
  private static void killIn(long call) {
    await("a call to the sandbox")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> STACK.sandbox().struck(call));
    STACK.restartWorkerByForce();
  }

  /** Kills the worker in an activity that is too quick to be met in it, or right after. */
  private static void killAfter(String activity) {
    await(activity)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> scheduled().contains(activity));
    STACK.restartWorkerByForce();
  }

  private static List<String> scheduled() {
    return STACK.pipelines().client().fetchHistory(ID).getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .toList();
  }

  private static boolean overlaps() {
    return STACK.pipelines().client().fetchHistory(ID).getEvents().stream()
        .anyMatch(HistoryEvent::hasTimerStartedEventAttributes);
  }

  private static WorkflowStub stub() {
    return STACK.pipelines().client().newUntypedWorkflowStub(ID);
  }
}
