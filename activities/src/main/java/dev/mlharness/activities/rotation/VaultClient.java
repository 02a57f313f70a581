package dev.mlharness.activities.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.RetryAfter;
import dev.mlharness.activities.rotation.StorePlace.InVault;
import dev.mlharness.activities.rotation.StorePlace.VaultLogin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the HTTP API of HashiCorp Vault and OpenBao. Logs in at the first request, and keeps the
 * token for as long as it lives itself: during one activity.
 */
final class VaultClient {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(DEADLINE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final InVault place;
  private @Nullable String token;

  VaultClient(InVault place) {
    this.place = place;
  }

  /** Empty where there is nothing. */
  Optional<JsonNode> get(String path) {
    HttpResponse<String> answer = send(path, authorized(path).GET());
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(parse(answer));
  }

  void post(String path, ObjectNode body) {
    HttpRequest.Builder request =
        authorized(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    found(path, send(path, request));
  }

  /** What is gone already is as good. */
  void delete(String path) {
    send(path, authorized(path).DELETE());
  }

  private HttpRequest.Builder authorized(String path) {
    if (token == null) {
      token = login(place.login());
    }
    return request(path).header("X-Vault-Token", token);
  }

  private String login(VaultLogin login) {
    if (login instanceof VaultLogin.TokenFile file) {
      return read(file.path());
    }
    VaultLogin.Jwt jwt = (VaultLogin.Jwt) login;
    String path = "auth/" + jwt.mount() + "/login";
    ObjectNode body = JSON.createObjectNode().put("role", jwt.role()).put("jwt", read(jwt.file()));
    HttpResponse<String> answer =
        send(path, request(path).POST(BodyPublishers.ofString(body.toString())));
    found(path, answer);
    return parse(answer).at("/auth/client_token").asText("");
  }

  private HttpRequest.Builder request(String path) {
    String base = place.address().toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/v1/" + path)).timeout(DEADLINE);
    if (place.namespace() != null) {
      request.header("X-Vault-Namespace", place.namespace());
    }
    return request;
  }

  private HttpResponse<String> send(String path, HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status / 100 == 2 || status == 404) {
        return answer;
      }
      throw refused(path, answer);
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Vault at %s cannot be reached for %s (%s). It is tried again."
              .formatted(place.address(), path, e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(FailureType.UNAVAILABLE, "Interrupted: this worker stops.");
    }
  }

  private RuntimeException refused(String path, HttpResponse<String> answer) {
    int status = answer.statusCode();
    // 412: a standby that has not caught up; 472, 473: one that does not answer.
    boolean busy =
        status == 412 || status == 429 || status == 472 || status == 473 || status >= 500;
    return Failures.of(
        busy
            ? FailureType.UNAVAILABLE
            : status == 403 ? FailureType.ACCESS_DENIED : FailureType.HELD,
        "Vault at %s answered %d to %s: %s. Check address, mount, path and the policy of the login."
            .formatted(place.address(), status, path, errors(answer)),
        answer.headers().firstValue("Retry-After").flatMap(RetryAfter::parse).orElse(null));
  }

  /** Only what Vault itself says; never the body, which may hold what was sent. */
  private static String errors(HttpResponse<String> answer) {
    JsonNode errors = parse(answer).path("errors");
    return errors.isEmpty() ? "no explanation" : errors.toString();
  }

  private void found(String path, HttpResponse<String> answer) {
    if (answer.statusCode() == 404) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "Vault at %s has no %s. Check the mount: KV version 2 is needed."
              .formatted(place.address(), path));
    }
  }

  private static JsonNode parse(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException somethingElse) {
      return MissingNode.getInstance();
    }
  }

  private String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      // The class says what is wrong; the message is only the path.
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "The file %s for Vault at %s cannot be read (%s). Check that it is projected there, and that this worker may read it."
              .formatted(file, place.address(), e.getClass().getSimpleName()));
    }
  }
}
