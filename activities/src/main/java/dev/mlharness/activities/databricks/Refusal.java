package dev.mlharness.activities.databricks;

import com.databricks.sdk.core.http.Response;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.activities.failure.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An error response as the SDK can take it: with an error code, without which it breaks on some
 * paths, and without the token, should the server have echoed it. The SDK logs bodies.
 */
final class Refusal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusal() {}

  static boolean is(Response response) {
    return response.getStatusCode() >= 400;
  }

  /**
   * @param sent the token that the request carried; empty if none
   */
  static Response mended(Response response, String sent) throws IOException {
    return new Response(
        response.getRequest(),
        response.getUrl(),
        response.getStatusCode(),
        response.getStatus(),
        response.getAllHeaders(),
        withCode(Redaction.of(text(response), sent)));
  }

  private static String text(Response response) throws IOException {
    try (InputStream body = response.getBody()) {
      return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String withCode(String body) {
    try {
      JsonNode json = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
      return json instanceof ObjectNode object && !object.hasNonNull("error_code")
          ? object.put("error_code", "").toString()
          : body;
    } catch (JsonProcessingException aPageForPeople) {
      return body;
    }
  }
}
