package dev.mlharness.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The sandbox as its administrator sees it: faults, effects, and the workspace's own API. */
final class SandboxControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "/api/2.0/accounts/5a4db0c5-5a4d-4b0c-85a4-db0c5a4db0c5";
  private static final String PRINCIPALS = "/api/2.0/preview/scim/v2/ServicePrincipals";
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

  /** Deactivates a service principal, or activates it again. */
  void activate(String applicationId, boolean active) {
    patch(
        PRINCIPALS + "/" + idOf(applicationId),
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":%s}]}"
            .formatted(active));
  }

  /** Takes a person out of a group. */
  void leaveGroup(String group, String person) {
    JsonNode found = find("/api/2.0/preview/scim/v2/Groups?filter=" + equal("displayName", group));
    JsonNode member = find("/api/2.0/preview/scim/v2/Users?filter=" + equal("userName", person));
    patch(
        "/api/2.0/preview/scim/v2/Groups/" + found.at("/Resources/0/id").asText(),
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}]}"
            .formatted(member.at("/Resources/0/id").asText()));
  }

  private static String equal(String attribute, String value) {
    return URLEncoder.encode(attribute + " eq \"" + value + "\"", StandardCharsets.UTF_8);
  }

  /** Takes every federation policy of a service principal away. */
  void withoutFederationPolicies(String applicationId) {
    String policies = ACCOUNT + "/servicePrincipals/" + idOf(applicationId) + "/federationPolicies";
    get(policies)
        .path("policies")
        .forEach(policy -> delete(policies + "/" + policy.path("policy_id").asText()));
  }

  private String idOf(String applicationId) {
    for (JsonNode one : get(PRINCIPALS).path("Resources")) {
      if (one.path("applicationId").asText().equals(applicationId)) {
        return one.path("id").asText();
      }
    }
    throw new AssertionError("no service principal " + applicationId);
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

  /**
   * The next {@code times} calls that match get the fault.
   *
   * @return its id
   */
  long fault(String method, String path, int times, String fault) {
    return post(
            "/sandbox/faults",
            "{\"match\":{\"method\":\"%s\",\"path\":\"%s\"},\"times\":%d,\"fault\":%s}"
                .formatted(method, path, times, fault))
        .path("id")
        .asLong();
  }

  /** Whether a call has met with the fault, and may be in the midst of it. */
  boolean struck(long fault) {
    for (JsonNode one : get("/sandbox/faults").path("faults")) {
      if (one.path("id").asLong() == fault) {
        return one.path("requests").asInt() > 0;
      }
    }
    return false;
  }

  void noFaults() {
    delete("/sandbox/faults");
  }

  /** Runs of a recipe that have not ended. */
  int activeRuns(String recipe) {
    int active = 0;
    for (JsonNode run : get("/api/2.2/jobs/runs/list?active_only=true").path("runs")) {
      if (run.path("run_name").asText().startsWith(recipe + " ")) {
        active++;
      }
    }
    return active;
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
