package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.TrackingRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The models that a run logged, newest first, as far as their artifacts are there. */
final class LoggedModels {
  private static final String MODEL_FILE = "MLmodel";

  /** Where training code puts its model by habit, where the server knows no logged models. */
  private static final String USUAL_PATH = "model";

  private static final int ENOUGH = 20;

  private final Mlflow mlflow;

  LoggedModels(Mlflow mlflow) {
    this.mlflow = mlflow;
  }

  /** The newest model of the run; empty when it logged none that can be loaded. */
  Optional<LoggedModel> newest(TrackingRun run) {
    return search(run).stream()
        .filter(model -> isReady(model) && hasModelFile(run.access(), id(model)))
        .findFirst()
        .map(model -> loggedModel(run, model))
        .or(() -> inArtifactsOf(run));
  }

  private List<JsonNode> search(TrackingRun run) {
    Map<String, Object> query =
        Map.of(
            "experiment_ids",
            List.of(run.experimentId()),
            "filter",
            "source_run_id = '" + run.runId() + "'",
            "order_by",
            List.of(Map.of("field_name", "creation_timestamp", "ascending", false)),
            "max_results",
            ENOUGH);
    return mlflow
        .find(
            run.access(),
            "Finding the models that run " + run.runId() + " logged",
            client -> MlflowJson.post(client, "logged-models/search", query))
        .map(answer -> answer.path("models"))
        .map(models -> StreamSupport.stream(models.spliterator(), false).toList())
        // A server older than MLflow 3 has no such address.
        .orElse(List.of());
  }

  private static boolean isReady(JsonNode model) {
    return !List.of("LOGGED_MODEL_PENDING", "LOGGED_MODEL_UPLOAD_FAILED")
        .contains(model.at("/info/status").asText());
  }

  private boolean hasModelFile(Access access, String modelId) {
    String path = "logged-models/" + modelId + "/artifacts/directories";
    return mlflow
        .find(
            access,
            "Listing the artifacts of model " + modelId,
            client -> MlflowJson.get(client, path))
        .filter(answer -> lists(answer, MODEL_FILE))
        .isPresent();
  }

  private static LoggedModel loggedModel(TrackingRun run, JsonNode model) {
    String id = id(model);
    String source = model.at("/info/artifact_uri").asText("models:/" + id);
    return new LoggedModel("models:/" + id, source, run.runId(), id);
  }

  private static String id(JsonNode model) {
    return model.at("/info/model_id").asText();
  }

  private Optional<LoggedModel> inArtifactsOf(TrackingRun run) {
    // The client's own listArtifacts starts a Python process.
    String path = "artifacts/list?run_id=" + run.runId() + "&path=" + USUAL_PATH;
    return mlflow
        .find(
            run.access(),
            "Listing the artifacts of run " + run.runId(),
            client -> MlflowJson.get(client, path))
        .filter(answer -> lists(answer, USUAL_PATH + "/" + MODEL_FILE))
        .map(files -> runModel(run));
  }

  private static boolean lists(JsonNode answer, String file) {
    return answer.path("files").findValuesAsText("path").contains(file);
  }

  private LoggedModel runModel(TrackingRun run) {
    String root =
        mlflow.call(
            run.access(),
            "Reading run " + run.runId(),
            client -> client.getRun(run.runId()).getInfo().getArtifactUri());
    return new LoggedModel(
        "runs:/" + run.runId() + "/" + USUAL_PATH, root + "/" + USUAL_PATH, run.runId(), null);
  }
}
