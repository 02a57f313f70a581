package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Existence;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;

/**
 * The way to MLflow servers. Every request has a deadline, and every error leaves as an {@link
 * ApplicationFailure} whose type is a {@link FailureType}.
 */
public final class Mlflow implements AutoCloseable {
  private final MlflowServers servers;
  private final ClientCalls client;
  private final PlainHttp http;

  /**
   * @param deadline of one request; a few of them must fit into an activity's start-to-close
   *     time-out, so that no request is on its way any more when the next attempt looks
   */
  public Mlflow(MlflowServers servers, Duration deadline) {
    this.servers = servers;
    this.client = new ClientCalls(servers, deadline);
    this.http = new PlainHttp(servers, deadline);
  }

  public MlflowServers servers() {
    return servers;
  }

  /**
   * A request that may reach the server more than once.
   *
   * @param what the request in words, for the error message: "Finding experiment x"
   */
  public <T> T call(Access access, String what, Function<MlflowClient, T> request) {
    return client.call(access, what, request);
  }

  /** Like {@link #call}, but empty where the server has no such thing. */
  public <T> Optional<T> find(Access access, String what, Function<MlflowClient, T> request) {
    return Existence.find(() -> call(access, what, request));
  }

  /**
   * A POST that reaches the server once, or perhaps once when it fails.
   *
   * @param path below {@code /api/2.0/mlflow/}
   */
  public JsonNode once(Access access, String what, String path, Object body) {
    return http.send(access, what, "POST", path, body);
  }

  /**
   * A DELETE.
   *
   * @param path below {@code /api/2.0/mlflow/}
   */
  public void delete(Access access, String what, String path, Object body) {
    http.send(access, what, "DELETE", path, body);
  }

  /**
   * The text of an artifact; empty when it does not lie behind the server's own artifact proxy, or
   * is not there.
   *
   * @param directory where the server keeps it, as it says itself
   */
  public Optional<String> artifact(Access access, String directory, String file) {
    return http.artifact(access, directory, file);
  }

  @Override
  public void close() {
    client.close();
  }
}
