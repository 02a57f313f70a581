package dev.mlharness.sandbox.mlflow;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The real MLflow server behind the workspace. */
@Component
public class MlflowServer {

  private static final Duration CONNECT = Duration.ofSeconds(5);

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

  /** Sends a request to a path of the server; the caller closes the body. */
  HttpResponse<InputStream> send(String pathAndQuery, HttpRequest.Builder request) {
    try {
      return http.send(
          request.uri(address.resolve(pathAndQuery)).build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new ApiException(
          ErrorCode.TEMPORARILY_UNAVAILABLE, "MLflow at " + address + " does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ErrorCode.TEMPORARILY_UNAVAILABLE, "The sandbox is stopping.");
    }
  }
}
