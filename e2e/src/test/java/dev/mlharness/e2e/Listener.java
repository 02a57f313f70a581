package dev.mlharness.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Receivers of messages on this machine; one of them nobody stands behind. */
final class Listener implements AutoCloseable {
  /** Of a webhook: whoever knows it may write there. */
  static final String HOOK = "/services/T0/B0/s3cr3tOfTheHookOfAlerts";

  private final HttpServer server;
  private final Path secrets;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * @param headers by their names in lower case
   */
  record Request(String path, Map<String, String> headers, String body) {}

  Listener(String key) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::take);
      server.start();
      secrets = Files.createTempDirectory("ml-harness-receivers");
      Files.writeString(secrets.resolve("key"), key);
      Files.writeString(secrets.resolve("hook"), address() + HOOK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the worker needs to know of them, as JSON. */
  String configuration() {
    Map<String, Object> bus =
        Map.of(
            "kind",
            "cloudevents",
            "address",
            address() + "/events",
            "key-files",
            List.of(secrets.resolve("key").toString()));
    Map<String, Object> alerts =
        Map.of("kind", "slack", "address-file", secrets.resolve("hook").toString());
    // Nothing listens on this port.
    Map<String, Object> dead = Map.of("kind", "teams", "address", "http://127.0.0.1:1/");
    return Payloads.mapper()
        .valueToTree(
            Map.of(
                "mlharness",
                Map.of(
                    "notify",
                    Map.of(
                        "allowed-addresses",
                        List.of("127.0.0.0/8"),
                        "receivers",
                        Map.of("bus", bus, "alerts", alerts, "dead", dead)))))
        .toString();
  }

  List<Request> received(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().get(0))),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
