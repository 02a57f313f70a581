package dev.mlharness.activities.serving;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.mlharness.activities.FakeWorkspace.ACCESS;
import static dev.mlharness.activities.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.payload.Payloads;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.serving.ServingActivities;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabricksServingTest {
  private static final String ENDPOINTS = "/api/2.0/serving-endpoints";
  private static final String FRAUD = ENDPOINTS + "/fraud";
  private static final String CONFIG = FRAUD + "/config";
  private static final EndpointConfig OLD = serving("3");
  private static final EndpointConfig NEW = serving("4");

  private final FakeWorkspace workspace =
      new FakeWorkspace(RegistryKind.UNITY_CATALOG, Duration.ofSeconds(5));
  private final WireMockServer server = workspace.server();
  private final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.dataConverter())
                      .build())
              .build());
  private final ServingActivities serving = environment.newActivityStub(ServingActivities.class);

  @BeforeEach
  void register() {
    environment.registerActivitiesImplementations(
        new DatabricksServing(
            new Endpoints(workspace.workspaces(), workspace.clients()), Duration.ofMillis(20)));
  }

  @AfterEach
  void stop() throws Exception {
    environment.close();
    workspace.close();
  }

  @Test
  void anEndpointThatDoesNotExistHasNoConfiguration() {
    server.stubFor(missing());

    Endpoint endpoint = serving.read(ACCESS, "fraud");

    assertThat(endpoint.config()).isNull();
    assertThat(endpoint.url()).isEqualTo(server.baseUrl() + "/serving-endpoints/fraud/invocations");
  }

  @Test
  void aNewEndpointIsMadeAndWaitedForUntilItServes() {
    server.stubFor(missing().inScenario("s").whenScenarioStateIs(Scenario.STARTED));
    server.stubFor(
        post(urlPathEqualTo(ENDPOINTS))
            .inScenario("s")
            .willReturn(okJson("{\"name\":\"fraud\"}"))
            .willSetStateTo("starting"));
    server.stubFor(
        endpoint(null, "4", "IN_PROGRESS", "NOT_READY")
            .inScenario("s")
            .whenScenarioStateIs("starting")
            .willSetStateTo("serving"));
    once("serving", endpoint("4", null, "NOT_UPDATING", "READY"));

    assertThat(serving.change(change(null, NEW)).config()).isEqualTo(NEW);

    server.verify(
        1,
        postRequestedFor(urlPathEqualTo(ENDPOINTS))
            .withRequestBody(matchingJsonPath("$.tags[?(@.key == 'mlharness_pipeline')]"))
            .withRequestBody(
                matchingJsonPath("$.config.served_entities[?(@.entity_version == '4')]")));
  }

  @Test
  void anUpdateWhoseAnswerWasLostIsWaitedForAndNotSentAgain() {
    update(error(500, "INTERNAL_ERROR"), "updating");
    server.stubFor(
        endpoint("3", "4", "IN_PROGRESS", "READY")
            .inScenario("s")
            .whenScenarioStateIs("updating")
            .willSetStateTo("done"));
    once("done", endpoint("4", null, "NOT_UPDATING", "READY"));

    assertThat(failureOf(() -> serving.change(change(OLD, NEW))).isNonRetryable()).isFalse();
    assertThat(serving.change(change(OLD, NEW)).config()).isEqualTo(NEW);

    server.verify(1, putRequestedFor(urlPathEqualTo(CONFIG)));
  }

  @Test
  void whatPeopleSetBesideTheHarnessSurvivesAnUpdate() {
    update(okJson("{}"), "done");
    once("done", endpoint("4", null, "NOT_UPDATING", "READY"));

    serving.change(change(OLD, NEW));

    server.verify(
        putRequestedFor(urlPathEqualTo(CONFIG))
            .withRequestBody(
                matchingJsonPath("$.served_entities[?(@.environment_vars.REGION == 'eu')]"))
            .withRequestBody(
                matchingJsonPath("$.traffic_config.routes[?(@.traffic_percentage == 100)]")));
  }

  @Test
  void aFailedUpdateSaysWhyAndShowsTheEndOfTheLog() {
    update(okJson("{}"), "failed");
    once("failed", endpoint("3", "4", "UPDATE_FAILED", "READY"));
    server.stubFor(
        get(urlPathEqualTo(FRAUD + "/served-models/fraud-4/logs"))
            .willReturn(okJson("{\"logs\":\"starting\\nModuleNotFoundError: skops\\n\"}")));

    ApplicationFailure failure = failureOf(() -> serving.change(change(OLD, NEW)));

    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(failure.getOriginalMessage())
        .contains("fraud", "container failed", "ModuleNotFoundError: skops");
  }

  @Test
  void anEndpointThatSomebodyElseChangedIsLeftAlone() {
    server.stubFor(endpoint("9", null, "NOT_UPDATING", "READY"));

    ApplicationFailure failure = failureOf(() -> serving.change(change(OLD, NEW)));

    assertThat(failure.getType()).isEqualTo(FailureType.CONFLICT.name());
    server.verify(0, putRequestedFor(urlPathEqualTo(CONFIG)));
  }

  @Test
  void anUpdateThatIsRefusedBecauseAnotherBeganIsJudgedByWhatItDoes() {
    update(error(409, "RESOURCE_CONFLICT"), "other");
    once("other", endpoint("3", "9", "IN_PROGRESS", "READY"));

    ApplicationFailure failure = failureOf(() -> serving.change(change(OLD, NEW)));

    assertThat(failure.getType()).isEqualTo(FailureType.CONFLICT.name());
    assertThat(failure.getOriginalMessage()).contains("somebody else", "version 9");
  }

  @Test
  void aCancelledActivityStopsWaiting() {
    server.stubFor(endpoint("3", "4", "IN_PROGRESS", "READY"));
    environment.requestCancelActivity();

    assertThatThrownBy(() -> serving.change(change(OLD, NEW))).isInstanceOf(CanceledFailure.class);
  }

  private static ApplicationFailure failureOf(Runnable call) {
    ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, call::run);
    return Objects.requireNonNull((ApplicationFailure) failure.getCause());
  }

  private static MappingBuilder missing() {
    return get(urlPathEqualTo(FRAUD)).willReturn(error(404, "RESOURCE_DOES_NOT_EXIST"));
  }

  /** The endpoint serves version 3, and answers a request to serve another. */
  private void update(ResponseDefinitionBuilder answer, String then) {
    once(Scenario.STARTED, endpoint("3", null, "NOT_UPDATING", "READY"));
    server.stubFor(
        put(urlPathEqualTo(CONFIG)).inScenario("s").willReturn(answer).willSetStateTo(then));
  }

  private void once(String state, MappingBuilder answer) {
    server.stubFor(answer.inScenario("s").whenScenarioStateIs(state));
  }

  private static MappingBuilder endpoint(
      @Nullable String active, @Nullable String pending, String update, String ready) {
    String config = active == null ? "" : "\"config\":" + config(active, "{}") + ",";
    String changing =
        pending == null ? "" : "\"pending_config\":" + config(pending, state(update)) + ",";
    return get(urlPathEqualTo(FRAUD))
        .willReturn(
            okJson(
                "{%s%s\"state\":{\"config_update\":\"%s\",\"ready\":\"%s\"}}"
                    .formatted(config, changing, update, ready)));
  }

  private static String state(String update) {
    return update.equals("UPDATE_FAILED")
        ? "{\"deployment\":\"DEPLOYMENT_FAILED\",\"deployment_state_message\":\"container failed\"}"
        : "{}";
  }

  private static String config(String version, String state) {
    return """
        {"served_entities":[{"name":"fraud-%1$s","entity_name":"main.fraud.detector",
           "entity_version":"%1$s","workload_size":"Small","scale_to_zero_enabled":true,
           "environment_vars":{"REGION":"eu"},"state":%2$s}],
         "traffic_config":{"routes":[{"served_model_name":"fraud-%1$s",
           "traffic_percentage":100}]}}"""
        .formatted(version, state);
  }

  private static EndpointChange change(@Nullable EndpointConfig from, @Nullable EndpointConfig to) {
    return new EndpointChange(ACCESS, "fraud", from, to, Map.of("mlharness_pipeline", "p-1"));
  }

  private static EndpointConfig serving(String version) {
    return new EndpointConfig(
        List.of(
            new ServedModel(
                "fraud-" + version, "main.fraud.detector", version, "Small", true, 100)));
  }
}
