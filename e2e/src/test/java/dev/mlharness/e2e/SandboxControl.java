package dev.mlharness.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The sandbox as its administrator sees it: faults, effects, and the workspace's own API. */
final class SandboxControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final Path tokenFile;

  SandboxControl(URI base, Path tokenFile) {
    this.base = base;
    this.tokenFile = tokenFile;
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  /** The answer, or a missing node when there is no such thing. */
  JsonNode find(String path) {
    Answer answer = exchange("GET", path, null);
    return answer.status() == 404 ? JSON.missingNode() : answer.json("GET " + path);
  }

  JsonNode post(String path, String body) {
    return send("POST", path, body);
  }

  JsonNode patch(String path, String body) {
    return send("PATCH", path, body);
  }

  /** The token of the administrator, for commands that a person would type. */
  String token() {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode delete(String path) {
    return send("DELETE", path, null);
  }

  /** How often something really happened, by kind, over all keys that contain {@code part}. */
  long effects(String kind, String part) {
    JsonNode ofKind = get("/sandbox/effects").path(kind);
    long sum = 0;
    for (var entry : ofKind.properties()) {
      if (entry.getKey().contains(part)) {
        sum += entry.getValue().asLong();
      }
    }
    return sum;
  }

  /** The next {@code times} calls that match get the fault. */
  void fault(String method, String path, int times, String fault) {
    post(
        "/sandbox/faults",
        "{\"match\":{\"method\":\"%s\",\"path\":\"%s\"},\"times\":%d,\"fault\":%s}"
            .formatted(method, path, times, fault));
  }

  void noFaults() {
    delete("/sandbox/faults");
  }

  /** Runs that have not ended. */
  int activeRuns() {
    return get("/api/2.2/jobs/runs/list?active_only=true").path("runs").size();
  }

  private JsonNode send(String method, String path, @Nullable String body) {
    return exchange(method, path, body).json(method + " " + path);
  }

  private Answer exchange(String method, String path, @Nullable String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(path))
              .header("Authorization", "Bearer " + Files.readString(tokenFile).strip())
              .header("Content-Type", "application/json")
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private record Answer(int status, String body) {
    JsonNode json(String request) {
      if (status >= 300) {
        throw new AssertionError(request + ": " + status + " " + body);
      }
      try {
        return body.isEmpty() ? JSON.nullNode() : JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
