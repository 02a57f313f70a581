package dev.mlharness.activities.lineage;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.mlharness.activities.FakeWorkspace.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.Requirements;
import dev.mlharness.activities.mlflow.RunReader;
import dev.mlharness.activities.mlflow.SampleManifest;
import dev.mlharness.activities.registry.Registries;
import dev.mlharness.activities.registry.VersionLookup;
import dev.mlharness.activities.serving.DatabricksServing;
import dev.mlharness.activities.serving.Endpoints;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Manifest;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineageReaderTest {
  private static final String API = "/api/2.0/mlflow/";
  private static final String ARTIFACTS =
      "/api/2.0/mlflow-artifacts/artifacts/1/models/m-1/artifacts/";
  private static final Manifest MANIFEST = SampleManifest.named("fraud-detector");
  private static final TraceTarget CHAMPION = new TraceTarget(null, null, "fraud", null, null);

  private final FakeWorkspace workspace =
      new FakeWorkspace(RegistryKind.MLFLOW, Duration.ofSeconds(5));
  private final WireMockServer server = workspace.server();
  private final Mlflow mlflow = workspace.mlflow(Duration.ofSeconds(5));
  private final LineageReader lineage =
      new LineageReader(
          workspace.workspaces(),
          new DatabricksServing(
              new Endpoints(workspace.workspaces(), workspace.clients()), Duration.ofMillis(10)),
          new VersionLookup(new Registries(workspace.workspaces(), workspace.clients(), mlflow)),
          new RunReader(mlflow),
          new Requirements(mlflow));

  @BeforeEach
  void championIsVersionFour() {
    server.stubFor(
        get(urlPathEqualTo(API + "registered-models/get"))
            .willReturn(
                okJson(
                    """
                    {"registered_model":{"aliases":[{"alias":"champion","version":"4"},
                     {"alias":"canary","version":"4"},{"alias":"previous","version":"3"}]}}""")));
    version(Map.of("mlharness_digest", MANIFEST.digest(), "mlharness_pipeline", "p-1"));
    run(
        SampleManifest.tags(
            MANIFEST,
            Map.of(
                "mlharness_run_train", "http://run/1",
                "mlharness_decision_10", "the tenth",
                "mlharness_decision_2", "the second")));
    server.stubFor(
        get(urlPathEqualTo(ARTIFACTS + "requirements.txt"))
            .willReturn(ok("mlflow==3.17.2\nscikit-learn\n")));
  }

  @AfterEach
  void stop() throws Exception {
    mlflow.close();
    workspace.close();
  }

  @Test
  void aModelLeadsBackToItsRecipe() {
    Lineage found = lineage.trace(CHAMPION);

    assertThat(found.version().version()).isEqualTo("4");
    assertThat(found.aliases()).containsExactly("canary", "champion");
    assertThat(found.manifest()).isEqualTo(MANIFEST);
    assertThat(found.pipeline()).isEqualTo("p-1");
    assertThat(found.runs()).containsExactly(Map.entry("train", "http://run/1"));
    assertThat(found.parameters()).containsExactly(Map.entry("c", "0.5"));
    assertThat(found.metrics()).containsExactly(Map.entry("accuracy", 0.98));
    assertThat(found.decisions()).containsExactly("the second", "the tenth");
    assertThat(found.environment()).containsExactly("mlflow==3.17.2", "scikit-learn");
    assertThat(found.trackingUrl()).endsWith("/ml/experiments/1/runs/r-1");
    assertThat(found.remarks()).isEmpty();
  }

  @Test
  void anEndpointLeadsToTheVersionThatGetsMostOfItsTraffic() {
    server.stubFor(
        get(urlPathEqualTo("/api/2.0/serving-endpoints/fraud"))
            .willReturn(
                okJson(
                    """
                    {"config":{"served_entities":[
                      {"name":"old","entity_name":"fraud","entity_version":"3"},
                      {"name":"new","entity_name":"fraud","entity_version":"4"}],
                     "traffic_config":{"routes":[
                      {"served_model_name":"old","traffic_percentage":10},
                      {"served_model_name":"new","traffic_percentage":90}]}}}""")));

    Lineage found = lineage.trace(new TraceTarget("dev", "fraud", null, null, null));

    assertThat(found.endpoint()).isEqualTo("fraud");
    assertThat(found.version().version()).isEqualTo("4");
    assertThat(found.remarks()).singleElement().asString().contains("splits", "90 %");
  }

  @Test
  void aManifestThatIsNotWhatItsDigestSaysIsNotShownAndIsSaid() {
    Manifest forged =
        new Manifest(MANIFEST.digest(), SampleManifest.named("other").recipe(), MANIFEST.pins());
    run(SampleManifest.tags(forged, Map.of()));

    Lineage found = lineage.trace(CHAMPION);

    assertThat(found.manifest()).isNull();
    assertThat(found.remarks()).singleElement().asString().contains("digest");
  }

  @Test
  void aManifestOfAnotherDigestThanTheVersionsIsSaid() {
    version(Map.of("mlharness_digest", "another"));

    assertThat(lineage.trace(CHAMPION).remarks())
        .singleElement()
        .asString()
        .contains(MANIFEST.digest(), "another");
  }

  @Test
  void aRunThatWasDeletedIsSaid() {
    server.stubFor(
        get(urlPathEqualTo(API + "runs/get")).willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));

    Lineage found = lineage.trace(CHAMPION);

    assertThat(found.manifest()).isNull();
    assertThat(found.pipeline()).isEqualTo("p-1");
    assertThat(found.remarks()).singleElement().asString().contains("r-1", "no longer exists");
  }

  @Test
  void aVersionThatTheHarnessDidNotMakeIsDescribedAsFarAsItGoes() {
    version(Map.of());
    run(Map.of("mlflow.user", "somebody"));

    Lineage found = lineage.trace(CHAMPION);

    assertThat(found.metrics()).isNotEmpty();
    assertThat(found.remarks()).singleElement().asString().contains("no manifest");
  }

  @Test
  void anAliasThatIsNotSetIsNotFound() {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () -> lineage.trace(new TraceTarget(null, null, "fraud", null, "nobody")));

    assertThat(failure.getType()).isEqualTo(FailureType.NOT_FOUND.name());
    assertThat(failure.getOriginalMessage()).contains("alias nobody of fraud");
  }

  private void version(Map<String, String> tags) {
    Map<String, Object> version =
        Map.of(
            "name", "fraud",
            "version", "4",
            "run_id", "r-1",
            "status", "READY",
            "source", "mlflow-artifacts:/1/models/m-1/artifacts",
            "tags", pairs(tags));
    server.stubFor(
        get(urlPathEqualTo(API + "model-versions/get"))
            .withQueryParam("version", equalTo("4"))
            .willReturn(okJson(json(Map.of("model_version", version)))));
  }

  private void run(Map<String, String> tags) {
    Map<String, Object> data =
        Map.of(
            "tags", pairs(tags),
            "params", pairs(Map.of("c", "0.5")),
            "metrics", List.of(Map.of("key", "accuracy", "value", 0.98)));
    Map<String, Object> run =
        Map.of("info", Map.of("run_id", "r-1", "experiment_id", "1"), "data", data);
    server.stubFor(
        get(urlPathEqualTo(API + "runs/get")).willReturn(okJson(json(Map.of("run", run)))));
  }

  private static List<Map<String, String>> pairs(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
        .toList();
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
