package dev.mlharness.activities.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
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
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.RunReader;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.tracking.LoggedModel;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only a misbehaving Unity Catalog shows; the rest is in the contract kit. */
class UnityCatalogRegistryTest {
  private static final String MODEL = "main.fraud.detector";
  private static final String CATALOG = "/api/2.1/unity-catalog/models";
  private static final String VERSIONS = "/api/2.0/mlflow/unity-catalog/model-versions/";
  private static final String SOURCE = "mlflow-artifacts:/1/models/m-1/artifacts";
  private static final RegisterRequest REQUEST =
      new RegisterRequest(
          ACCESS,
          MODEL,
          new LoggedModel("models:/m-1", SOURCE, "r-1", "m-1"),
          "key-1",
          Map.of("mlharness_digest", "d-1"));

  private final FakeWorkspace workspace =
      new FakeWorkspace(RegistryKind.UNITY_CATALOG, Duration.ofSeconds(5));
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
  void aVersionWhoseCreationWasNeverAnsweredIsCompletedByTheNextCall() {
    server.stubFor(model());
    server.stubFor(list("[]").inScenario("effect").whenScenarioStateIs(Scenario.STARTED));
    server.stubFor(
        post(urlPathEqualTo(VERSIONS + "create"))
            .inScenario("effect")
            .willReturn(error(500, "INTERNAL_ERROR"))
            .willSetStateTo("made"));
    server.stubFor(
        list("[{\"version\":4,\"run_id\":\"r-1\"}]")
            .inScenario("effect")
            .whenScenarioStateIs("made"));
    server.stubFor(
        version("PENDING_REGISTRATION").inScenario("effect").whenScenarioStateIs("made"));
    server.stubFor(info(SOURCE));
    server.stubFor(
        post(urlPathEqualTo(VERSIONS + "finalize"))
            .inScenario("effect")
            .willReturn(okJson("{}"))
            .willSetStateTo("done"));
    server.stubFor(version("READY").inScenario("effect").whenScenarioStateIs("done"));

    assertThatThrownBy(() -> registry.register(REQUEST)).isInstanceOf(ApplicationFailure.class);
    ModelVersion version = registry.register(REQUEST);

    assertThat(version.version()).isEqualTo("4");
    assertThat(version.tags()).containsEntry("mlharness_key", "key-1");
    server.verify(1, postRequestedFor(urlPathEqualTo(VERSIONS + "create")));
  }

  @Test
  void aVersionIsTaggedWithItsKeyInTheRequestThatMakesIt() {
    server.stubFor(model());
    server.stubFor(list("[]"));
    server.stubFor(
        post(urlPathEqualTo(VERSIONS + "create"))
            .willReturn(okJson("{\"model_version\":" + json("READY") + "}")));
    server.stubFor(version("READY"));

    registry.register(REQUEST);

    server.verify(
        postRequestedFor(urlPathEqualTo(VERSIONS + "create"))
            .withRequestBody(
                matchingJsonPath("$.tags[?(@.key == 'mlharness_key' && @.value == 'key-1')]"))
            .withRequestBody(matchingJsonPath("$.model_id"))
            .withHeader("Content-Type", equalTo("application/json")));
    server.verify(0, postRequestedFor(urlPathEqualTo(VERSIONS + "set-tag")));
  }

  @Test
  void anEmptyVersionIsNotDeclaredCompleteButRemoved() {
    server.stubFor(model());
    server.stubFor(list("[]"));
    server.stubFor(
        post(urlPathEqualTo(VERSIONS + "create"))
            .willReturn(okJson("{\"model_version\":" + json("PENDING_REGISTRATION") + "}")));
    server.stubFor(info("s3://metastore/models/77/versions/4"));
    server.stubFor(
        delete(urlPathEqualTo(CATALOG + "/" + MODEL + "/versions/4")).willReturn(okJson("{}")));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> registry.register(REQUEST));

    assertThat(failure.getType()).isEqualTo(FailureType.RECIPE_INVALID.name());
    assertThat(failure.getOriginalMessage()).contains("registered_model_name='" + MODEL + "'");
    server.verify(deleteRequestedFor(urlPathEqualTo(CATALOG + "/" + MODEL + "/versions/4")));
    server.verify(0, postRequestedFor(urlPathEqualTo(VERSIONS + "finalize")));
  }

  @Test
  void aModelThatSomebodyElseMakesInTheMeantimeIsNoError() {
    server.stubFor(
        get(urlPathEqualTo(CATALOG + "/" + MODEL))
            .willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));
    server.stubFor(
        get(urlPathEqualTo(CATALOG + "/" + MODEL + "/versions"))
            .willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));
    server.stubFor(post(urlPathEqualTo(CATALOG)).willReturn(error(409, "RESOURCE_ALREADY_EXISTS")));
    server.stubFor(
        post(urlPathEqualTo(VERSIONS + "create"))
            .willReturn(okJson("{\"model_version\":" + json("READY") + "}")));
    server.stubFor(version("READY"));

    assertThat(registry.register(REQUEST).version()).isEqualTo("4");
  }

  @Test
  void anAliasThatIsSetAlreadyIsNotSetAgain() {
    server.stubFor(model("champion", 4));

    registry.changeAlias(new AliasChange(ACCESS, MODEL, Alias.CHAMPION, "3", "4"));

    server.verify(0, putRequestedFor(urlPathEqualTo(CATALOG + "/" + MODEL + "/aliases/champion")));
  }

  @Test
  void anAliasThatSomebodyElseChangedRightAfterwardsIsReported() {
    String alias = CATALOG + "/" + MODEL + "/aliases/champion";
    server.stubFor(model("champion", 3).inScenario("race").whenScenarioStateIs(Scenario.STARTED));
    server.stubFor(
        put(urlPathEqualTo(alias))
            .inScenario("race")
            .willReturn(okJson("{}"))
            .willSetStateTo("overtaken"));
    server.stubFor(model("champion", 9).inScenario("race").whenScenarioStateIs("overtaken"));

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () -> registry.changeAlias(new AliasChange(ACCESS, MODEL, Alias.CHAMPION, "3", "4")));

    assertThat(failure.getType()).isEqualTo(FailureType.CONFLICT.name());
    assertThat(failure.getOriginalMessage()).contains("version 9");
  }

  @Test
  void removingAnAliasWhoseAnswerWasLostIsDone() {
    String alias = CATALOG + "/" + MODEL + "/aliases/challenger";
    server.stubFor(model("challenger", 4).inScenario("x").whenScenarioStateIs(Scenario.STARTED));
    server.stubFor(
        delete(urlPathEqualTo(alias))
            .inScenario("x")
            .willReturn(error(503, "TEMPORARILY_UNAVAILABLE"))
            .willSetStateTo("gone"));
    server.stubFor(model().inScenario("x").whenScenarioStateIs("gone"));
    AliasChange removal = new AliasChange(ACCESS, MODEL, Alias.CHALLENGER, "4", null);

    assertThatThrownBy(() -> registry.changeAlias(removal)).isInstanceOf(ApplicationFailure.class);
    registry.changeAlias(removal);

    server.verify(1, deleteRequestedFor(urlPathEqualTo(alias)));
  }

  @Test
  void whatTheRoleMayNotSeeIsSaidWithTheRole() {
    server.stubFor(
        get(urlPathEqualTo(CATALOG + "/" + MODEL)).willReturn(error(403, "PERMISSION_DENIED")));

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> registry.byAlias(ACCESS, MODEL, Alias.CHAMPION));

    assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    assertThat(failure.getOriginalMessage()).contains(MODEL, "trainer");
  }

  @Test
  void aNameOfOneLevelIsRefusedBeforeAnythingIsAsked() {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> registry.byAlias(ACCESS, "detector", Alias.CHAMPION));

    assertThat(failure.getType()).isEqualTo(FailureType.RECIPE_INVALID.name());
    assertThat(failure.getOriginalMessage()).contains("catalog.schema.model");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  private static MappingBuilder model() {
    return get(urlPathEqualTo(CATALOG + "/" + MODEL))
        .willReturn(okJson("{\"full_name\":\"" + MODEL + "\"}"));
  }

  private static MappingBuilder model(String alias, int version) {
    return get(urlPathEqualTo(CATALOG + "/" + MODEL))
        .willReturn(
            okJson(
                "{\"aliases\":[{\"alias_name\":\"%s\",\"version_num\":%d}]}"
                    .formatted(alias, version)));
  }

  private static MappingBuilder list(String versions) {
    return get(urlPathEqualTo(CATALOG + "/" + MODEL + "/versions"))
        .willReturn(okJson("{\"model_versions\":" + versions + "}"));
  }

  private static MappingBuilder info(String storage) {
    return get(urlPathEqualTo(CATALOG + "/" + MODEL + "/versions/4"))
        .willReturn(
            okJson(
                "{\"version\":4,\"source\":\"%s\",\"storage_location\":\"%s\"}"
                    .formatted(SOURCE, storage)));
  }

  private static MappingBuilder version(String status) {
    return get(urlPathEqualTo(VERSIONS + "get"))
        .willReturn(okJson("{\"model_version\":" + json(status) + "}"));
  }

  private static String json(String status) {
    return """
        {"name":"%s","version":"4","run_id":"r-1","source":"%s","status":"%s",
         "tags":[{"key":"mlharness_key","value":"key-1"},
                 {"key":"mlharness_digest","value":"d-1"}]}"""
        .formatted(MODEL, SOURCE, status);
  }
}
