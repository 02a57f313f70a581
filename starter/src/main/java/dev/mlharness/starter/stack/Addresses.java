package dev.mlharness.starter.stack;

import java.net.URI;

/**
 * Where the parts of a local stack are reached.
 *
 * @param temporal {@code host:port} of the Temporal frontend
 */
public record Addresses(
    String temporal, URI temporalUi, URI mlflow, URI sandbox, URI identity, URI worker, URI api) {

  /** Of a stack on these ports. */
  public static Addresses of(Ports ports) {
    return new Addresses(
        "127.0.0.1:" + ports.temporal(),
        loopback(ports.temporalUi()),
        loopback(ports.mlflow()),
        loopback(ports.sandbox()),
        loopback(ports.identity()),
        loopback(ports.worker()),
        loopback(ports.api()));
  }

  /** What a person opens for a part, or a program asks. */
  public URI of(Part part) {
    return switch (part) {
      case TEMPORAL -> temporalUi;
      case MLFLOW -> mlflow;
      case SANDBOX -> sandbox;
      case WORKER -> worker;
      case API -> api;
    };
  }

  /** Answers 200 once the part is ready. */
  URI health(Part part) {
    String path =
        switch (part) {
          // The UI asks the server: one answer shows that both are up, and the namespace is there.
          case TEMPORAL -> "/api/v1/namespaces/default";
          case MLFLOW, SANDBOX -> "/health";
          case WORKER, API -> "/actuator/health/readiness";
        };
    return of(part).resolve(path);
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
