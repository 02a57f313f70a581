package dev.mlharness.sandbox.mlflow;

import dev.mlharness.sandbox.faults.Effects;
import java.io.InputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts what the workspace's MLflow registry really changed. */
@Component
class RegistryEffects {

  private static final String VERSION = "/api/2.0/mlflow/model-versions/create";
  private static final String ALIAS = "/api/2.0/mlflow/registered-models/alias";
  private static final String RUN = "/api/2.0/mlflow/runs/create";

  private final Effects effects;
  private final JsonMapper json;

  RegistryEffects(Effects effects, JsonMapper json) {
    this.effects = effects;
    this.json = json;
  }

  /** Whether a successful request to this path changes something that is counted. */
  boolean isCounted(String path) {
    return path.equals(VERSION) || path.equals(ALIAS) || path.equals(RUN);
  }

  /** Counts a request that succeeded. */
  void count(String method, String path, InputStream body) {
    if (method.equals("GET")) {
      return;
    }
    JsonNode request = json.readTree(body);
    String name = request.path("name").asString("");
    switch (path) {
      case VERSION -> effects.count("model-version", name);
      case ALIAS -> effects.count("alias", name + "@" + request.path("alias").asString(""));
      default -> effects.count("mlflow-run", request.path("run_name").asString(""));
    }
  }
}
