package dev.mlharness.sandbox.mlflow;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The real MLflow server behind the workspace. */
@Component
public class MlflowServer {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  MlflowServer(SandboxSettings settings) {
    this.address = settings.mlflow();
  }

  /** Where it listens; only processes of this machine reach it there. */
  public URI address() {
    return address;
  }

  /**
   * Whether MLflow's own registry has this version of a model.
   *
   * @throws ApiException if MLflow does not say
   */
  public boolean hasVersion(String model, long version) {
    String name = URLEncoder.encode(model, StandardCharsets.UTF_8);
    HttpResponse<InputStream> answer =
        send(
            "/api/2.0/mlflow/model-versions/get?name=%s&version=%d".formatted(name, version),
            HttpRequest.newBuilder().timeout(ANSWER));
    try (InputStream body = answer.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unavailable();
    }
    return switch (answer.statusCode()) {
      case OK -> true;
      case NOT_FOUND -> false;
      default -> throw unavailable();
    };
  }

  private ApiException unavailable() {
    return new ApiException(
        ErrorCode.TEMPORARILY_UNAVAILABLE, "MLflow at " + address + " does not answer.");
  }

  /** Sends a request to a path of the server; the caller closes the body. */
  HttpResponse<InputStream> send(String pathAndQuery, HttpRequest.Builder request) {
    try {
      return http.send(
          request.uri(address.resolve(pathAndQuery)).build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ErrorCode.TEMPORARILY_UNAVAILABLE, "The sandbox is stopping.");
    }
  }
}
