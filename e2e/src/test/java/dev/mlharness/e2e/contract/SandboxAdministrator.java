package dev.mlharness.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whoever started a sandbox: switches faults on, and counts what really happened. */
record SandboxAdministrator(URI address, Path home) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * The next {@code times} calls that match meet with a fault.
   *
   * @param fault as JSON, in the words of the sandbox
   */
  void fault(String method, String path, int times, String fault) {
    send(
        "POST",
        "/sandbox/faults",
        "{\"match\": {\"method\": \"%s\", \"path\": \"%s\"}, \"times\": %d, \"fault\": %s}"
            .formatted(method, path, times, fault));
  }

  void noFaults() {
    send("DELETE", "/sandbox/faults", "");
  }

  /** How often something really happened to the thing of this key. */
  long effects(String kind, String key) {
    return send("GET", "/sandbox/effects", "").path(kind).path(key).asLong();
  }

  private JsonNode send(String method, String path, String body) {
    try {
      String token = Files.readString(home.resolve("admin-token")).strip();
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
