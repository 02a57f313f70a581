package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.identity.rotation.RotationResult;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * At no moment is there no working secret, whatever is killed; in the end the former is refused.
 */
class RotateSecretIT {
  private static final String ID = new RotationRequest(RotatedSecret.NAME).workflowId();
  private static final String ME = "/api/2.0/preview/scim/v2/Me";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @AfterEach
  void mend() {
    STACK.sandbox().noFaults();
    STACK.ensureWorker();
  }

  @Test
  void aWorkerKilledAtEveryStepLeavesNoMomentWithoutAWorkingSecret() throws Exception {
    try (RotatedSecret secret = new RotatedSecret(STACK, folder)) {
      String former = secret.makeByHand();
      List<String> before = secret.ids();
      try (Prober prober =
          new Prober(STACK.addresses().sandbox(), secret.principal(), secret.file())) {
        long look = slow("GET", secret.secrets());
        // The secret is made after its maker has died: nobody learns its value.
        long issue = slow("POST", secret.secrets());
        long proof = slow("GET", ME);
        long revoke = slow("DELETE", secret.secrets() + "/*");
        Commands.Result started = STACK.harness("rotate", "now", RotatedSecret.NAME);
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
        assertThat(prober.login(Files.readString(secret.file()).strip())).isEqualTo(200);
        assertThat(prober.failures()).isEmpty();
        assertThat(prober.logins()).isGreaterThan(100);
        assertThat(STACK.pipelines().client().fetchHistory(ID).toJson(false))
            .doesNotContain(former, Files.readString(secret.file()).strip());
        assertThat(STACK.harness("rotate", "list").out()).contains(result.fresh(), "done");
      }
    }
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
