package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.activities.failure.RetryAfter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What {@code mlflow-client} cannot send: DELETE, addresses outside {@code /api/2.0/mlflow}, and
 * requests that must go out once and no more.
 */
final class PlainHttp {
  private static final String PROXIED = "mlflow-artifacts:/";
  private static final String OF_ANOTHER_SERVER = "mlflow-artifacts://";

  private final MlflowServers servers;
  private final Duration deadline;
  private final HttpClient http;

  PlainHttp(MlflowServers servers, Duration deadline) {
    this.servers = servers;
    this.deadline = deadline;
    this.http = HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(deadline).build();
  }

  JsonNode send(Access access, String what, String method, String path, Object body) {
    HttpRequest.Builder request =
        request(access, "/api/2.0/mlflow/" + path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(MlflowJson.write(body)));
    HttpResponse<String> answer = exchange(access, what, request);
    if (answer.statusCode() >= 300) {
      Optional<Duration> wait =
          answer.headers().firstValue("Retry-After").flatMap(RetryAfter::parse);
      throw failures(access).answered(what, answer.statusCode(), answer.body(), wait.orElse(null));
    }
    return MlflowJson.read(answer.body());
  }

  Optional<String> artifact(Access access, String directory, String file) {
    if (!directory.startsWith(PROXIED) || directory.startsWith(OF_ANOTHER_SERVER)) {
      return Optional.empty();
    }
    String path = directory.substring(PROXIED.length()) + "/" + file;
    HttpResponse<String> answer =
        exchange(
            access,
            "Reading artifact " + file,
            request(access, "/api/2.0/mlflow-artifacts/artifacts/" + encoded(path)));
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private HttpRequest.Builder request(Access access, String path) {
    return HttpRequest.newBuilder(URI.create(servers.host(access) + path)).timeout(deadline);
  }

  private HttpResponse<String> exchange(Access access, String what, HttpRequest.Builder request) {
    HttpResponse<String> answer = sendOnce(access, what, request);
    if (answer.statusCode() == 401) {
      // The token may have been revoked: one more try, with a new one.
      servers.refused(access);
      answer = sendOnce(access, what, request);
    }
    return answer;
  }

  private HttpResponse<String> sendOnce(Access access, String what, HttpRequest.Builder request) {
    String token = servers.token(access);
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    var sent = http.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      // The request's own time-out ends with the headers; this one covers a slow body as well.
      return sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failures(access).of(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failures(access).tooLate(what, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures(access).interrupted(what);
    } finally {
      sent.cancel(true);
    }
  }

  private MlflowFailures failures(Access access) {
    return new MlflowFailures(servers, access);
  }
}
