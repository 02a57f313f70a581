package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import dev.mlharness.starter.stack.Project;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLockTarget;

/**
 * The sandbox keeps the contract, and what goes wrong on request costs nothing twice. Faults are
 * for everybody: a test that asks for some runs alone.
 */
@ResourceLock(
    value = SandboxRunsIT.FAULTS,
    mode = ResourceAccessMode.READ,
    target = ResourceLockTarget.CHILDREN)
class SandboxRunsIT extends RunsContract {
  static final String FAULTS = "the sandbox's faults";
  private static final String SUBMIT = "/api/2.2/jobs/runs/submit";

  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(new RealMlflow());

  @Override
  Target target() {
    String tasks = Project.locate().folder().resolve("e2e/src/test/resources/contract").toString();
    return new Target(SANDBOX.workspace(RegistryKind.UNITY_CATALOG), RealWorkspaces.ROLE, tasks);
  }

  @AfterEach
  void mend() {
    SANDBOX.administrator().noFaults();
  }

  @Test
  @ResourceLock(FAULTS)
  void aSubmissionWhoseReplyWasLostIsFoundAgain() {
    RunRequest request = request(notebook("echo.py"), Map.of("value", "once"));
    SANDBOX.administrator().fault("POST", SUBMIT, 1, "{\"kind\": \"reply-lost\"}");
    assertThatThrownBy(() -> runs().submit(request)).satisfies(SandboxRunsIT::isRetried);

    RunHandle run = runs().submit(request);

    assertThat(await(run).succeeded()).isTrue();
    assertThat(SANDBOX.administrator().effects("submit", request.idempotencyToken())).isEqualTo(1);
  }

  @Test
  @ResourceLock(FAULTS)
  void aBusyWorkspaceSaysWhenToComeAgain() {
    SANDBOX
        .administrator()
        .fault("POST", SUBMIT, 1, "{\"kind\": \"status\", \"status\": 429, \"retryAfter\": 3}");

    assertThatThrownBy(() -> submit(notebook("echo.py"), Map.of("value", "x")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(3)));
  }

  @Test
  @ResourceLock(FAULTS)
  void aRevokedTokenIsReplacedWithoutAnybodyNoticing() {
    RunHandle run = submit(notebook("echo.py"), Map.of("value", "x"));
    SANDBOX
        .administrator()
        .fault("GET", "/api/2.2/jobs/runs/get", 1, "{\"kind\": \"token-revoked\"}");

    assertThat(await(run).succeeded()).isTrue();
  }

  @Test
  @ResourceLock(FAULTS)
  void pollsThatFailAreNotRunsThatFail() {
    RunHandle run = submit(notebook("echo.py"), Map.of("value", "x"));
    SANDBOX
        .administrator()
        .fault("GET", "/api/2.2/jobs/runs/get", 2, "{\"kind\": \"status\", \"status\": 503}");
    SANDBOX
        .administrator()
        .fault("GET", "/api/2.2/jobs/runs/get-output", 1, "{\"kind\": \"reset-before\"}");

    assertThat(await(run).succeeded()).isTrue();
  }

  @Test
  @ResourceLock(FAULTS)
  void aLostRunIsTheWorkspacesFault() {
    RunHandle run = submit(notebook("sleep.py"), Map.of("seconds", "1000"));
    SANDBOX.administrator().fault("GET", "/api/2.2/jobs/runs/get", 1, "{\"kind\": \"run-lost\"}");

    RunResult result = await(run);

    assertThat(result.outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
    assertThat(result.message()).isNotBlank();
  }

  private static void isRetried(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            ApplicationFailure.class, it -> assertThat(it.isNonRetryable()).isFalse());
  }
}
