package dev.mlharness.activities.mlflow;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
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
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.FakeWorkspace;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.Plot;
import dev.mlharness.tracking.TrackingActivities.Status;
import dev.mlharness.tracking.TrackingRun;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MlflowTrackingTest {
  private static final String API = "/api/2.0/mlflow/";
  private static final BeginTracking BEGIN =
      new BeginTracking(
          ACCESS, "key-1", "pipeline-1", SampleManifest.named("fraud-detector"), null);
  private static final TrackingRun RUN = new TrackingRun(ACCESS, "7", "r-1", "http://page");

  private final FakeWorkspace workspace =
      new FakeWorkspace(RegistryKind.UNITY_CATALOG, Duration.ofSeconds(5));
  private final WireMockServer server = workspace.server();
  private final Mlflow mlflow = workspace.mlflow(Duration.ofSeconds(5));
  private final MlflowTracking tracking = new MlflowTracking(mlflow, workspace.clients());

  @AfterEach
  void stop() throws Exception {
    mlflow.close();
    workspace.close();
  }

  @Test
  void aRunWhoseCreationWasNeverAnsweredIsFoundAndNotMadeAgain() {
    server.stubFor(experiment());
    server.stubFor(post(urlPathEqualTo(API + "runs/log-batch")).willReturn(okJson("{}")));
    server.stubFor(
        post(urlPathEqualTo(API + "runs/search"))
            .inScenario("effect")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(okJson("{}")));
    server.stubFor(
        post(urlPathEqualTo(API + "runs/create"))
            .inScenario("effect")
            .willReturn(error(500, "INTERNAL_ERROR"))
            .willSetStateTo("made"));
    server.stubFor(
        post(urlPathEqualTo(API + "runs/search"))
            .inScenario("effect")
            .whenScenarioStateIs("made")
            .willReturn(okJson("{\"runs\":[" + run("r-1", 5, "") + "]}")));

    assertThatThrownBy(() -> tracking.begin(BEGIN)).isInstanceOf(ApplicationFailure.class);
    TrackingRun found = tracking.begin(BEGIN);

    assertThat(found.runId()).isEqualTo("r-1");
    server.verify(1, postRequestedFor(urlPathEqualTo(API + "runs/create")));
  }

  @Test
  void aRunIsMadeWithTheTagsItIsFoundByAndCarriesTheManifest() {
    server.stubFor(experiment());
    server.stubFor(post(urlPathEqualTo(API + "runs/search")).willReturn(okJson("{}")));
    server.stubFor(
        post(urlPathEqualTo(API + "runs/create"))
            .willReturn(okJson("{\"run\":" + run("r-1", 5, "") + "}")));
    server.stubFor(post(urlPathEqualTo(API + "runs/log-batch")).willReturn(okJson("{}")));

    TrackingRun begun = tracking.begin(BEGIN);

    assertThat(begun.url()).isEqualTo(server.baseUrl() + "/ml/experiments/7/runs/r-1");
    server.verify(
        postRequestedFor(urlPathEqualTo(API + "runs/create"))
            .withRequestBody(matchingJsonPath("$.run_name", equalTo("pipeline-1")))
            .withRequestBody(
                matchingJsonPath("$.tags[?(@.key == 'mlharness_key' && @.value == 'key-1')]"))
            .withRequestBody(matchingJsonPath("$.tags[?(@.key == 'mlharness_digest')]"))
            .withRequestBody(matchingJsonPath("$.tags[?(@.key == 'mlflow.source.git.commit')]")));
    server.verify(
        postRequestedFor(urlPathEqualTo(API + "runs/log-batch"))
            .withRequestBody(matchingJsonPath("$.tags[?(@.key == 'mlharness_manifest_0')]")));
  }

  @Test
  void picturesAreFoundInFoldersAndNothingElseIs() {
    server.stubFor(
        get(urlPathEqualTo(API + "artifacts/list"))
            .atPriority(2)
            .willReturn(
                okJson(
                    "{\"files\":[{\"path\":\"plots\",\"is_dir\":true},{\"path\":\"model.skops\",\"file_size\":9},{\"path\":\"ROC.PNG\",\"file_size\":7}]}")));
    server.stubFor(
        get(urlPathEqualTo(API + "artifacts/list"))
            .atPriority(1)
            .withQueryParam("path", equalTo("plots"))
            .willReturn(okJson("{\"files\":[{\"path\":\"plots/pr curve.svg\",\"file_size\":5}]}")));

    assertThat(tracking.plots(RUN))
        .containsExactly(
            new Plot("ROC.PNG", 7, "http://page/artifacts/ROC.PNG"),
            new Plot("plots/pr curve.svg", 5, "http://page/artifacts/plots/pr%20curve.svg"));
  }

  @Test
  void ofTwoRunsWithOneKeyTheOneInUseIsTheRun() {
    server.stubFor(experiment());
    server.stubFor(post(urlPathEqualTo(API + "runs/log-batch")).willReturn(okJson("{}")));
    server.stubFor(
        post(urlPathEqualTo(API + "runs/search"))
            .willReturn(
                okJson(
                    "{\"runs\":[%s,%s]}"
                        .formatted(
                            run("r-older", 1, ""),
                            run(
                                "r-used",
                                2,
                                "{\"key\":\"mlharness_manifest_0\",\"value\":\"{}\"}")))));

    assertThat(tracking.begin(BEGIN).runId()).isEqualTo("r-used");
  }

  @Test
  void anExperimentThatSomebodyElseMadeInTheMeantimeIsTaken() {
    server.stubFor(
        get(urlPathEqualTo(API + "experiments/get-by-name"))
            .inScenario("race")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));
    server.stubFor(
        post(urlPathEqualTo(API + "experiments/create"))
            .inScenario("race")
            .willReturn(error(400, "RESOURCE_ALREADY_EXISTS"))
            .willSetStateTo("there"));
    server.stubFor(experiment().inScenario("race").whenScenarioStateIs("there"));

    assertThat(new Experiments(mlflow, workspace.clients()).of(ACCESS, "fraud-detector"))
        .isEqualTo("7");
  }

  @Test
  void theFolderOfAnExperimentIsMadeWhereDatabricksMissesIt() {
    String create = API + "experiments/create";
    server.stubFor(
        get(urlPathEqualTo(API + "experiments/get-by-name"))
            .willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));
    server.stubFor(
        post(urlPathEqualTo(create))
            .inScenario("folder")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(error(404, "RESOURCE_DOES_NOT_EXIST")));
    server.stubFor(
        post(urlPathEqualTo("/api/2.0/workspace/mkdirs"))
            .withRequestBody(equalToJson("{\"path\":\"/Shared/ml-harness\"}"))
            .inScenario("folder")
            .willReturn(okJson("{}"))
            .willSetStateTo("folder"));
    server.stubFor(
        post(urlPathEqualTo(create))
            .inScenario("folder")
            .whenScenarioStateIs("folder")
            .willReturn(okJson("{\"experiment_id\":\"7\"}"))
            .willSetStateTo("experiment"));
    server.stubFor(experiment().inScenario("folder").whenScenarioStateIs("experiment"));

    assertThat(new Experiments(mlflow, workspace.clients()).of(ACCESS, "fraud-detector"))
        .isEqualTo("7");
  }

  @Test
  void aDeletedExperimentIsAMatterForAPerson() {
    server.stubFor(
        get(urlPathEqualTo(API + "experiments/get-by-name"))
            .willReturn(
                okJson(
                    "{\"experiment\":{\"experiment_id\":\"7\",\"lifecycle_stage\":\"deleted\"}}")));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> tracking.begin(BEGIN));

    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(failure.getOriginalMessage())
        .contains("/Shared/ml-harness/fraud-detector", "restore");
  }

  @Test
  void theNewestModelWhoseArtifactsAreThereIsTheOneThatTrainingLogged() {
    server.stubFor(
        post(urlPathEqualTo(API + "logged-models/search"))
            .willReturn(
                okJson(
                    "{\"models\":[%s,%s,%s]}"
                        .formatted(
                            model("m-pending", "LOGGED_MODEL_PENDING"),
                            model("m-empty", "LOGGED_MODEL_READY"),
                            model("m-good", "LOGGED_MODEL_READY")))));
    server.stubFor(artifacts("m-empty", "notes.txt"));
    server.stubFor(artifacts("m-good", "MLmodel"));

    assertThat(tracking.loggedModel(RUN))
        .satisfies(
            found -> {
              assertThat(found.uri()).isEqualTo("models:/m-good");
              assertThat(found.source()).isEqualTo("mlflow-artifacts:/7/models/m-good/artifacts");
              assertThat(found.modelId()).isEqualTo("m-good");
            });
  }

  @Test
  void onAServerWithoutLoggedModelsTheRunsArtifactsAreLookedAt() {
    server.stubFor(
        get(urlPathEqualTo(API + "artifacts/list"))
            .willReturn(okJson("{\"files\":[{\"path\":\"model/MLmodel\",\"is_dir\":false}]}")));
    server.stubFor(
        get(urlPathEqualTo(API + "runs/get"))
            .willReturn(okJson("{\"run\":" + run("r-1", 1, "") + "}")));

    assertThat(tracking.loggedModel(RUN))
        .satisfies(
            found -> {
              assertThat(found.uri()).isEqualTo("runs:/r-1/model");
              assertThat(found.source()).isEqualTo("mlflow-artifacts:/7/r-1/artifacts/model");
              assertThat(found.modelId()).isNull();
            });
  }

  @Test
  void trainingThatLoggedNoModelIsAMatterForAPerson() {
    server.stubFor(post(urlPathEqualTo(API + "logged-models/search")).willReturn(okJson("{}")));
    server.stubFor(get(urlPathEqualTo(API + "artifacts/list")).willReturn(okJson("{}")));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> tracking.loggedModel(RUN));

    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(failure.getOriginalMessage()).contains("log_model", "r-1");
  }

  @Test
  void aRunThatHasEndedAsWantedIsNotEndedAgain() {
    server.stubFor(post(urlPathEqualTo(API + "runs/log-batch")).willReturn(okJson("{}")));
    server.stubFor(
        get(urlPathEqualTo(API + "runs/get"))
            .willReturn(
                okJson("{\"run\":{\"info\":{\"run_id\":\"r-1\",\"status\":\"FINISHED\"}}}")));

    tracking.end(RUN, Status.FINISHED, Map.of("mlharness_outcome", "deployed"));

    server.verify(0, postRequestedFor(urlPathEqualTo(API + "runs/update")));
  }

  private static MappingBuilder experiment() {
    return get(urlPathEqualTo(API + "experiments/get-by-name"))
        .willReturn(okJson("{\"experiment\":{\"experiment_id\":\"7\"}}"));
  }

  private static MappingBuilder artifacts(String model, String file) {
    return get(urlPathEqualTo(API + "logged-models/" + model + "/artifacts/directories"))
        .willReturn(okJson("{\"files\":[{\"path\":\"%s\"}]}".formatted(file)));
  }

  private static String model(String id, String status) {
    return """
        {"info":{"model_id":"%1$s","status":"%2$s","source_run_id":"r-1",
         "artifact_uri":"mlflow-artifacts:/7/models/%1$s/artifacts"}}"""
        .formatted(id, status);
  }

  private static String run(String id, long start, String tags) {
    return """
        {"info":{"run_id":"%1$s","start_time":%2$d,
          "artifact_uri":"mlflow-artifacts:/7/%1$s/artifacts"},
         "data":{"tags":[%3$s]}}"""
        .formatted(id, start, tags);
  }
}
