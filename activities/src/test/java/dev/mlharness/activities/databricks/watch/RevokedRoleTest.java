package dev.mlharness.activities.databricks.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.RunResultState;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.databricks.FakeWorkspace;
import dev.mlharness.activities.workspace.Workspaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The role's service principal was deactivated; the operator's was not. */
class RevokedRoleTest extends PollerFixture {

  @Override
  Workspaces workspaces() {
    return TestWorkspace.operated(super.workspaces());
  }

  @BeforeEach
  void revoke() {
    workspace.stubFor(
        post(FakeWorkspace.EXCHANGE)
            .atPriority(1)
            .withRequestBody(containing("client_id=" + TestWorkspace.PRINCIPAL))
            .willReturn(aResponse().withStatus(401).withBody("{\"error\": \"invalid_client\"}")));
  }

  @Test
  void aRunThatGoesOnIsGivenUp() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);

    passUntilEnded();

    assertThat(revoked)
        .hasEntrySatisfying(
            run,
            failure -> {
              assertThat(failure.getType()).isEqualTo(FailureType.IDENTITY_REVOKED.name());
              assertThat(failure.isNonRetryable()).isTrue();
            });
  }

  @Test
  void manyRunsOfTheRoleAreGivenUp() throws InterruptedException {
    watchMany(12);

    passUntilEnded();

    assertThat(revoked).hasSize(12);
  }

  @Test
  void aRunThatTheOperatorEndedIsSeenToEnd() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.jobs().end(run, RunResultState.CANCELED);

    passUntilEnded();

    assertThat(resultOf(run).run().runId()).isEqualTo(run);
    assertThat(revoked).isEmpty();
  }
}
