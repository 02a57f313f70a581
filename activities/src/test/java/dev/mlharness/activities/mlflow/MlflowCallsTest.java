package dev.mlharness.activities.mlflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.mlharness.activities.FakeWorkspace.ACCESS;
import static dev.mlharness.activities.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.workspace.RegistryKind;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The known faults of mlflow-client, fenced in. */
class MlflowCallsTest {
  private static final String RUN = "/api/2.0/mlflow/runs/get";
  private static final String FOUND = "{\"run\":{\"info\":{\"run_id\":\"r-1\"}}}";

  private final FakeWorkspace workspace =
      new FakeWorkspace(RegistryKind.MLFLOW, Duration.ofSeconds(5));
  private final Mlflow mlflow = workspace.mlflow(Duration.ofSeconds(4));

  @AfterEach
  void stop() throws Exception {
    mlflow.close();
    workspace.close();
  }

  @Test
  @Timeout(20)
  void aServerThatAnswers429ForEverDoesNotHangTheCaller() {
    workspace
        .server()
        .stubFor(get(urlPathEqualTo(RUN)).willReturn(error(429, "REQUEST_LIMIT_EXCEEDED")));

    ApplicationFailure failure = failureOf(() -> runId(mlflow));

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.isNonRetryable()).isFalse();
  }

  @Test
  @Timeout(30)
  void afterTwo429sWithoutAnEndTheNextCallHasAFreshClient() {
    String limited = "limited";
    workspace
        .server()
        .stubFor(
            get(urlPathEqualTo(RUN))
                .inScenario("limit")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(error(429, "REQUEST_LIMIT_EXCEEDED"))
                .willSetStateTo(limited));
    workspace
        .server()
        .stubFor(
            get(urlPathEqualTo(RUN))
                .inScenario("limit")
                .whenScenarioStateIs(limited)
                .willReturn(error(429, "REQUEST_LIMIT_EXCEEDED"))
                .willSetStateTo("over"));
    workspace
        .server()
        .stubFor(
            get(urlPathEqualTo(RUN))
                .inScenario("limit")
                .whenScenarioStateIs("over")
                .willReturn(okJson(FOUND)));

    assertThat(failureOf(() -> runId(mlflow)).getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(runId(mlflow)).isEqualTo("r-1");
  }

  @Test
  void aSlowServerIsGivenUpAfterTheDeadline() {
    workspace
        .server()
        .stubFor(get(urlPathEqualTo(RUN)).willReturn(okJson(FOUND).withFixedDelay(4_000)));

    try (Mlflow impatient = workspace.mlflow(Duration.ofMillis(300))) {
      assertThat(failureOf(() -> runId(impatient)).getMessage())
          .contains("Reading run r-1", "workspace dev", "role trainer", "no answer");
    }
  }

  @Test
  void aConnectionThatBreaksIsWorthAnotherTry() {
    workspace
        .server()
        .stubFor(
            get(urlPathEqualTo(RUN))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(failureOf(() -> runId(mlflow)).getType()).isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @Test
  void errorsBecomeFailuresThatSayWhetherToTryAgain() {
    Map<FailureType, ApplicationFailure> failures =
        Map.of(
            FailureType.NOT_FOUND, answered(404, "RESOURCE_DOES_NOT_EXIST"),
            FailureType.ACCESS_DENIED, answered(403, "PERMISSION_DENIED"),
            FailureType.CONFLICT, answered(400, "RESOURCE_ALREADY_EXISTS"),
            FailureType.HELD, answered(400, "INVALID_PARAMETER_VALUE"),
            FailureType.UNAVAILABLE, answered(503, "TEMPORARILY_UNAVAILABLE"));

    failures.forEach(
        (type, failure) -> {
          assertThat(failure.getType()).isEqualTo(type.name());
          assertThat(failure.isNonRetryable()).isEqualTo(!type.retryable());
        });
  }

  @Test
  void whatIsNotThereIsEmptyWhereItIsLookedFor() {
    workspace
        .server()
        .stubFor(get(urlPathEqualTo(RUN)).willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));

    assertThat(mlflow.find(ACCESS, "Finding run r-1", client -> client.getRun("r-1"))).isEmpty();
  }

  @Test
  void aRefusedTokenIsReplacedOnce() {
    workspace
        .server()
        .stubFor(
            get(urlPathEqualTo(RUN))
                .inScenario("token")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(error(401, "UNAUTHENTICATED")));
    // The client sends a refused request three times by itself before it gives up.
    assertThat(failureOf(() -> runId(mlflow)).getType())
        .isEqualTo(FailureType.ACCESS_DENIED.name());

    workspace.server().verify(6, getRequestedFor(urlPathEqualTo(RUN)));
    assertThat(
            workspace.server().getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().startsWith("/oidc/v1/token")))
        .hasSize(2);
  }

  @Test
  void eachRequestCarriesTheTokenOfTheRole() {
    workspace.server().stubFor(get(urlPathEqualTo(RUN)).willReturn(okJson(FOUND)));

    runId(mlflow);

    workspace
        .server()
        .verify(
            getRequestedFor(urlPathEqualTo(RUN))
                .withHeader("Authorization", equalTo("Bearer workspace-token")));
  }

  @Test
  void anArtifactThatLiesElsewhereIsNotAskedFor() {
    Optional<String> text = mlflow.artifact(ACCESS, "s3://bucket/model", "requirements.txt");

    assertThat(text).isEmpty();
    assertThat(workspace.server().getAllServeEvents()).isEmpty();
  }

  private ApplicationFailure answered(int status, String code) {
    workspace.server().stubFor(get(urlPathEqualTo(RUN)).willReturn(error(status, code)));
    return failureOf(() -> runId(mlflow));
  }

  private static String runId(Mlflow mlflow) {
    return mlflow.call(
        ACCESS, "Reading run r-1", client -> client.getRun("r-1").getInfo().getRunId());
  }

  private static ApplicationFailure failureOf(Runnable call) {
    return catchThrowableOfType(ApplicationFailure.class, call::run);
  }
}
