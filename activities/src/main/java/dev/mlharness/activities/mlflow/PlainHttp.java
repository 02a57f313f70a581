package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code mlflow-client} cannot send: DELETE, addresses outside {@code /api/2.0/mlflow}, and
 * requests that must go out once and no more.
 */
final class PlainHttp {
  private static final String PROXIED = "mlflow-artifacts:/";

  private final MlflowServers servers;
  private final Duration deadline;
  private final HttpClient http;

  PlainHttp(MlflowServers servers, Duration deadline) {
    this.servers = servers;
    this.deadline = deadline;
    this.http = HttpClient.newBuilder().connectTimeout(deadline).build();
  }

  JsonNode send(Access access, String what, String method, String path, Object body) {
    HttpRequest.Builder request =
        request(access, "/api/2.0/mlflow/" + path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(MlflowJson.write(body)));
    HttpResponse<String> answer = exchange(access, what, request);
    if (answer.statusCode() >= 300) {
      throw failures(access).answered(what, answer.statusCode(), answer.body());
    }
    return MlflowJson.read(answer.body());
  }

  Optional<String> artifact(Access access, String directory, String file) {
    if (!directory.startsWith(PROXIED)) {
      return Optional.empty();
    }
    String path = URI.create(directory).getPath();
    HttpResponse<String> answer =
        exchange(
            access,
            "Reading artifact " + file,
            request(access, "/api/2.0/mlflow-artifacts/artifacts" + path + "/" + file));
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private HttpRequest.Builder request(Access access, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(servers.host(access) + path)).timeout(deadline);
    String token = servers.token(access);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> exchange(Access access, String what, HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw failures(access).of(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures(access).interrupted(what);
    }
  }

  private MlflowFailures failures(Access access) {
    return new MlflowFailures(servers, access);
  }
}
