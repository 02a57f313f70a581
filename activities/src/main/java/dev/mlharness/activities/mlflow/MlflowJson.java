package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.mlflow.tracking.MlflowClient;

/** JSON for requests that {@code mlflow-client} can send but has no method for. */
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
    return read(client.sendPost(path, write(body)));
  }

  /**
   * A value as search filters want it.
   *
   * @throws IllegalArgumentException when it holds both kinds of quotation marks
   */
  public static String quoted(String value) {
    if (!value.contains("'")) {
      return "'" + value + "'";
    }
    if (!value.contains("\"")) {
      return '"' + value + '"';
    }
    throw new IllegalArgumentException("MLflow cannot search for " + value);
  }

  /** Tags as the API wants them. */
  public static List<Map<String, String>> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
        .toList();
  }

  /** A body as text. */
  public static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer is not JSON", e);
    }
  }
}
