package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.mlflow.tracking.MlflowClient;

/** Requests that {@code mlflow-client} can send but has no method for. */
public final class MlflowJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MlflowJson() {}

  /**
   * @param path below {@code /api/2.0/mlflow/}, with its query
   */
  public static JsonNode get(MlflowClient client, String path) {
    return read(client.sendGet(path));
  }

  /**
   * @param path below {@code /api/2.0/mlflow/}
   */
  public static JsonNode post(MlflowClient client, String path, Object body) {
    try {
      return read(client.sendPost(path, JSON.writeValueAsString(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer is not JSON", e);
    }
  }
}
