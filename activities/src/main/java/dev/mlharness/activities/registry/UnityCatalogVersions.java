package dev.mlharness.activities.registry;

import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.service.catalog.ModelVersionInfo;
import com.databricks.sdk.service.files.DirectoryEntry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.mlflow.MlflowJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Versions in Unity Catalog as MLflow sees them: what the Databricks SDK has no methods for, which
 * is making them and their tags.
 */
final class UnityCatalogVersions {
  private static final String BASE = "/api/2.0/mlflow/unity-catalog/model-versions/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL_FILE = "MLmodel";

  private final WorkspaceClients workspaces;

  UnityCatalogVersions(WorkspaceClients workspaces) {
    this.workspaces = workspaces;
  }

  Optional<Registration> get(Access access, String model, String version) {
    Request request =
        new Request("GET", BASE + "get")
            .withQueryParam("name", model)
            .withQueryParam("version", version);
    return Existence.find(
            () -> send(access, "Reading version " + version + " of " + model, request))
        .map(answer -> MlflowVersions.registration(answer.path("model_version")));
  }

  Registration create(Access access, String model, Map<String, Object> body) {
    return MlflowVersions.registration(
        post(access, "Registering a version of " + model, "create", body).path("model_version"));
  }

  void tag(Access access, String model, String version, String key, String value) {
    post(
        access,
        "Tagging version " + version + " of " + model + " with " + key,
        "set-tag",
        Map.of("name", model, "version", version, "key", key, "value", value));
  }

  /**
   * Declares a version complete, once its artifacts are where Unity Catalog reads them.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} when Unity Catalog keeps
   *     a copy of its own, which nobody made; the empty version is deleted then
   */
  void complete(Access access, Registration pending) {
    String model = pending.model();
    String version = pending.version();
    if (!hasArtifacts(access, model, Long.parseLong(version))) {
      delete(access, model, Long.parseLong(version));
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          ("Workspace '%s' keeps the artifacts of %s in storage of its own, which the training task"
                  + " must fill: call log_model with registered_model_name='%s', or"
                  + " mlflow.register_model, in the train task.")
              .formatted(access.workspace(), model, model));
    }
    post(
        access,
        "Completing version " + version + " of " + model,
        "finalize",
        Map.of("name", model, "version", version));
  }

  /** Whether the version reads its artifacts from where the run left them, or has its own copy. */
  private boolean hasArtifacts(Access access, String model, long version) {
    ModelVersionInfo info =
        workspaces.call(
            access,
            "Reading version " + version + " of " + model,
            client -> client.modelVersions().get(model, version));
    String storage = info.getStorageLocation();
    return storage == null
        || storage.isEmpty()
        || storage.equals(info.getSource())
        || isFilled(access, "/Models/" + model.replace('.', '/') + "/" + version);
  }

  private boolean isFilled(Access access, String directory) {
    return Existence.find(
            () ->
                workspaces.call(
                    access,
                    "Listing " + directory,
                    client ->
                        StreamSupport.stream(
                                client.files().listDirectoryContents(directory).spliterator(),
                                false)
                            .map(DirectoryEntry::getName)
                            .anyMatch(MODEL_FILE::equals)))
        .orElse(false);
  }

  private void delete(Access access, String model, long version) {
    workspaces.call(
        access,
        "Deleting the empty version " + version + " of " + model,
        client -> {
          client.modelVersions().delete(model, version);
          return version;
        });
  }

  private JsonNode post(Access access, String what, String method, Map<String, ?> body) {
    Request request =
        new Request("POST", BASE + method, MlflowJson.write(body))
            .withHeader("Content-Type", "application/json");
    return send(access, what, request);
  }

  private JsonNode send(Access access, String what, Request request) {
    // The SDK can only fill types that it can make itself; a tree is not one.
    return JSON.valueToTree(
        workspaces.call(
            access, what, client -> client.apiClient().execute(request, LinkedHashMap.class)));
  }
}
