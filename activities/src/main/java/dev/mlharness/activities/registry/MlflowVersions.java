package dev.mlharness.activities.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.activities.mlflow.MlflowJson;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.tracking.LoggedModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of versions and aliases, which MLflow's and Unity Catalog's MLflow API share. */
final class MlflowVersions {
  private MlflowVersions() {}

  /** What makes a version, tagged with its key from the first moment. */
  static Map<String, Object> request(RegisterRequest request) {
    LoggedModel logged = request.logged();
    Map<String, String> tags = new HashMap<>(request.tags());
    tags.put(Tags.KEY, request.key());
    Map<String, Object> body = new HashMap<>();
    body.put("name", request.model());
    body.put("source", logged.source());
    body.put("run_id", logged.runId());
    body.put("tags", MlflowJson.tags(tags));
    if (logged.modelId() != null) {
      body.put("model_id", logged.modelId());
    }
    return body;
  }

  static Registration registration(JsonNode version) {
    return new Registration(
        version.path("name").asText(),
        version.path("version").asText(),
        text(version, "run_id"),
        text(version, "model_id"),
        text(version, "source"),
        state(version.path("status").asText()),
        tags(version));
  }

  /** Version by alias. */
  static Map<String, String> aliases(JsonNode model) {
    return pairs(model.path("aliases"), "alias", "version");
  }

  private static Map<String, String> tags(JsonNode version) {
    return pairs(version.path("tags"), "key", "value");
  }

  private static Map<String, String> pairs(JsonNode list, String key, String value) {
    Map<String, String> pairs = new HashMap<>();
    list.forEach(pair -> pairs.put(pair.path(key).asText(), pair.path(value).asText()));
    return pairs;
  }

  private static Registration.State state(String status) {
    return switch (status) {
      case "PENDING_REGISTRATION" -> Registration.State.PENDING;
      case "FAILED_REGISTRATION" -> Registration.State.FAILED;
      default -> Registration.State.READY;
    };
  }

  private static @Nullable String text(JsonNode node, String field) {
    String text = node.path(field).asText("");
    return text.isEmpty() ? null : text;
  }
}
