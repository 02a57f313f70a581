package dev.mlharness.activities.databricks.run;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.mlharness.activities.databricks.FakeWorkspace.JOBS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.jobs.RunResultState;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.databricks.FakeWorkspace;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.databricks.watch.Repairs;
import dev.mlharness.activities.databricks.watch.RunWatcher;
import dev.mlharness.activities.databricks.watch.WatchMetrics;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunRequest;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DatabricksRunsTest {
  private static final RunRequest REQUEST = Requests.of(Requests.NOTEBOOK, Requests.ANY);

  @RegisterExtension final FakeWorkspace workspace = FakeWorkspace.start();

  @TempDir Path folder;
  private RunWatcher watcher;
  private DatabricksRuns runs;

  @BeforeEach
  void begin() {
    Workspaces workspaces = workspace.workspaces(folder);
    WorkspaceClients clients = workspace.clients(workspaces);
    watcher =
        new RunWatcher(
            workspaces,
            clients,
            nobodyWaits(),
            WatchMetrics.NONE,
            new WaitingPipelines(),
            Duration.ofSeconds(1));
    runs = new DatabricksRuns(workspaces, clients, watcher);
  }

  @AfterEach
  void end() {
    watcher.close();
  }

  @Test
  void aSubmittedRunIsKnownByItsIdAndItsPage() {
    RunHandle run = runs.submit(REQUEST);

    assertThat(run.url()).isEqualTo("https://example.com/runs/" + run.runId());
    assertThat(run.repairs()).isZero();
    assertThat(run.access()).isEqualTo(TestWorkspace.ACCESS);
  }

  @Test
  void aSecondSubmitWithTheSameTokenReturnsTheFirstRun() {
    assertThat(runs.submit(REQUEST)).isEqualTo(runs.submit(REQUEST));
    assertThat(workspace.jobs().count()).isEqualTo(1);
  }

  @Test
  void aReplyLostAfterTheEffectIsFoundAgain() {
    // The effect first, then a connection that breaks before the answer is through.
    workspace.next(JOBS + "submit", 1, lostReply());
    assertThatThrownBy(() -> runs.submit(REQUEST)).satisfies(DatabricksRunsTest::isRetried);

    RunHandle run = runs.submit(REQUEST);

    assertThat(workspace.jobs().count()).isEqualTo(1);
    assertThat(workspace.jobs().get(run.runId()).getRunName()).isEqualTo(REQUEST.name());
  }

  @Test
  void aSubmissionThatIsThrottledIsRetriedWhenTheWorkspaceSaysSo() {
    workspace.next(JOBS + "submit", 1, aResponse().withStatus(429).withHeader("Retry-After", "9"));

    assertThatThrownBy(() -> runs.submit(REQUEST))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(9)))
        .hasMessageContaining("Submitting run 'fraud train 1 [abc]'");
  }

  @Test
  void aCancelledRunIsAskedToStop() {
    RunHandle run = runs.submit(REQUEST);

    runs.cancel(run);

    assertThat(workspace.jobs().get(run.runId()).getState().getResultState())
        .isEqualTo(RunResultState.CANCELED);
  }

  @Test
  void aRunThatHasEndedAlreadyIsLeftAlone() {
    RunHandle run = runs.submit(REQUEST);
    workspace.jobs().end(run.runId(), RunResultState.SUCCESS);

    assertThatCode(() -> runs.cancel(run)).doesNotThrowAnyException();
  }

  @Test
  void aRunThatIsGoneIsLeftAlone() {
    RunHandle run = runs.submit(REQUEST);
    workspace.jobs().vanish(run.runId());

    assertThatCode(() -> runs.cancel(run)).doesNotThrowAnyException();
  }

  @Test
  void theOperatorCancelsWhatARevokedRoleCannot() {
    RunHandle run = runs.submit(REQUEST);
    Workspaces operated = TestWorkspace.operated(workspace.workspaces(folder));
    workspace.stubFor(
        post(FakeWorkspace.EXCHANGE)
            .atPriority(1)
            .withRequestBody(containing("client_id=" + TestWorkspace.PRINCIPAL))
            .willReturn(aResponse().withStatus(401).withBody("{\"error\": \"invalid_client\"}")));

    new DatabricksRuns(operated, workspace.clients(operated), watcher).cancel(run);

    assertThat(workspace.jobs().get(run.runId()).getState().getResultState())
        .isEqualTo(RunResultState.CANCELED);
  }

  @Test
  void aCancellationThatIsRefusedWhileTheRunGoesOnFails() {
    RunHandle run = runs.submit(REQUEST);
    workspace.next(
        JOBS + "cancel",
        1,
        aResponse().withStatus(400).withBody("{\"error_code\": \"INVALID_STATE\"}"));

    assertThatThrownBy(() -> runs.cancel(run))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("CONFLICT"));
  }

  @Test
  void aRepairCountsUp() {
    RunHandle run = failed();

    RunHandle once = runs.repair(run);
    workspace.jobs().end(run.runId(), RunResultState.FAILED);
    RunHandle twice = runs.repair(once);

    assertThat(once.repairs()).isEqualTo(1);
    assertThat(twice.repairs()).isEqualTo(2);
    assertThat(twice.runId()).isEqualTo(run.runId());
    assertThat(repairsOf(run)).isEqualTo(2);
  }

  @Test
  void aRepairThatIsAskedForTwiceHappensOnce() {
    RunHandle run = failed();

    assertThat(runs.repair(run)).isEqualTo(runs.repair(run));
    assertThat(repairsOf(run)).isEqualTo(1);
  }

  @Test
  void aRepairWhoseReplyWasLostIsFoundAgain() {
    RunHandle run = failed();
    workspace.next(JOBS + "repair", 1, lostReply());
    assertThatThrownBy(() -> runs.repair(run)).satisfies(DatabricksRunsTest::isRetried);

    assertThat(runs.repair(run).repairs()).isEqualTo(1);
    assertThat(repairsOf(run)).isEqualTo(1);
  }

  private RunHandle failed() {
    RunHandle run = runs.submit(REQUEST);
    workspace.jobs().end(run.runId(), RunResultState.FAILED);
    return run;
  }

  private int repairsOf(RunHandle run) {
    return Repairs.of(workspace.jobs().get(run.runId())).size();
  }

  private static ResponseDefinitionBuilder lostReply() {
    return aResponse().withTransformers("fake-jobs").withTransformerParameter("lost", true);
  }

  private static void isRetried(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            ApplicationFailure.class, it -> assertThat(it.getType()).isEqualTo("UNAVAILABLE"));
  }

  private static ActivityCompletionClient nobodyWaits() {
    return (ActivityCompletionClient)
        Proxy.newProxyInstance(
            DatabricksRunsTest.class.getClassLoader(),
            new Class<?>[] {ActivityCompletionClient.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("nobody watches in this test");
            });
  }
}
