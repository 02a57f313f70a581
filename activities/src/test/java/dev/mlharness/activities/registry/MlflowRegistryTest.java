package dev.mlharness.activities.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.mlharness.activities.FakeWorkspace.ACCESS;
import static dev.mlharness.activities.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.RunReader;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.tracking.LoggedModel;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only a misbehaving MLflow server shows; the rest is in the contract kit. */
class MlflowRegistryTest {
  private static final String API = "/api/2.0/mlflow/";
  private static final RegisterRequest REQUEST =
      new RegisterRequest(
          ACCESS,
          "fraud",
          new LoggedModel("models:/m-1", "mlflow-artifacts:/1/models/m-1/artifacts", "r-1", "m-1"),
          "key-1",
          Map.of());

  private final FakeWorkspace workspace =
      new FakeWorkspace(RegistryKind.MLFLOW, Duration.ofSeconds(5));
  private final WireMockServer server = workspace.server();
  private final Mlflow mlflow = workspace.mlflow(Duration.ofSeconds(5));
  private final ModelRegistry registry =
      new ModelRegistry(
          new Registries(workspace.workspaces(), workspace.clients(), mlflow),
          new RunReader(mlflow));

  @AfterEach
  void stop() throws Exception {
    mlflow.close();
    workspace.close();
  }

  @Test
  void aVersionWhoseCreationWasNeverAnsweredIsFoundAndNotMadeAgain() {
    server.stubFor(
        get(urlPathEqualTo(API + "registered-models/get"))
            .willReturn(okJson("{\"registered_model\":{\"name\":\"fraud\"}}")));
    server.stubFor(
        get(urlPathEqualTo(API + "model-versions/search"))
            .inScenario("effect")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(okJson("{}")));
    server.stubFor(
        post(urlPathEqualTo(API + "model-versions/create"))
            .inScenario("effect")
            .willReturn(error(503, "TEMPORARILY_UNAVAILABLE"))
            .willSetStateTo("made"));
    server.stubFor(
        get(urlPathEqualTo(API + "model-versions/search"))
            .withQueryParam("filter", matching("name = 'fraud' and run_id = 'r-1'"))
            .inScenario("effect")
            .whenScenarioStateIs("made")
            .willReturn(okJson("{\"model_versions\":[" + version() + "]}")));
    server.stubFor(
        get(urlPathEqualTo(API + "model-versions/get"))
            .willReturn(okJson("{\"model_version\":" + version() + "}")));

    assertThatThrownBy(() -> registry.register(REQUEST)).isInstanceOf(ApplicationFailure.class);
    ModelVersion found = registry.register(REQUEST);

    assertThat(found.version()).isEqualTo("1");
    server.verify(1, postRequestedFor(urlPathEqualTo(API + "model-versions/create")));
  }

  @Test
  void anAliasOfAModelThatDoesNotExistIsNotSet() {
    server.stubFor(
        get(urlPathEqualTo(API + "registered-models/get"))
            .willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));

    assertThat(registry.byAlias(ACCESS, "fraud", Alias.CHAMPION)).isNull();
  }

  @Test
  void aNameOfThreeLevelsIsRefused() {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () -> registry.byAlias(ACCESS, "main.fraud.detector", Alias.CHAMPION));

    assertThat(failure.getType()).isEqualTo(FailureType.RECIPE_INVALID.name());
    assertThat(failure.getOriginalMessage()).contains("without dots");
  }

  @Test
  void aVersionWhoseRunWasDeletedHasNoMetrics() {
    server.stubFor(
        get(urlPathEqualTo(API + "runs/get")).willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));

    assertThat(registry.metrics(ACCESS, new ModelVersion("fraud", "1", "r-1", Map.of()))).isEmpty();
  }

  private static String version() {
    return """
        {"name":"fraud","version":"1","run_id":"r-1","status":"READY","source":"models:/m-1",
         "tags":[{"key":"mlharness_key","value":"key-1"}]}""";
  }
}
