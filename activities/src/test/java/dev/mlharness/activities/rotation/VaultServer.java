package dev.mlharness.activities.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As much of Vault as its documentation says of KV 2 at {@code secret/} and of the JWT method. */
final class VaultServer implements AutoCloseable {
  static final String TOKEN = "vault-token";
  private static final String DATA = "/v1/secret/data/";
  private static final String METADATA = "/v1/secret/metadata/";

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, List<JsonNode>> versions = new ConcurrentHashMap<>();
  private final AtomicInteger logins = new AtomicInteger();
  private final HttpServer server;

  VaultServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A field of the newest version at a path. */
  @Nullable String field(String path, String field) {
    List<JsonNode> all = versions.getOrDefault(path, List.of());
    return all.isEmpty() ? null : all.get(all.size() - 1).path(field).asText();
  }

  int versions(String path) {
    return versions.getOrDefault(path, List.of()).size();
  }

  int logins() {
    return logins.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
    if (path.equals("/v1/auth/jwt/login")) {
      logins.incrementAndGet();
      boolean known = body.path("role").asText().equals("rotator") && body.has("jwt");
      ObjectNode answer = json.createObjectNode();
      answer.putObject("auth").put("client_token", TOKEN).put("lease_duration", 60);
      answer(exchange, known ? 200 : 400, answer);
    } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))
        || !"ml".equals(exchange.getRequestHeaders().getFirst("X-Vault-Namespace"))) {
      ObjectNode answer = json.createObjectNode();
      answer.putArray("errors").add("permission denied");
      answer(exchange, 403, answer);
    } else if (path.startsWith(METADATA)) {
      versions.remove(path.substring(METADATA.length()));
      answer(exchange, 204, null);
    } else {
      data(exchange, path.substring(DATA.length()), body);
    }
  }

  private void data(HttpExchange exchange, String path, JsonNode body) throws IOException {
    ObjectNode answer = json.createObjectNode();
    if (exchange.getRequestMethod().equals("POST")) {
      versions.computeIfAbsent(path, key -> new ArrayList<>()).add(body.path("data"));
      answer.putObject("data").put("version", versions(path));
      answer(exchange, 200, answer);
    } else if (versions(path) == 0) {
      answer.putArray("errors");
      answer(exchange, 404, answer);
    } else {
      List<JsonNode> all = versions.getOrDefault(path, List.of());
      answer.putObject("data").set("data", all.get(all.size() - 1));
      answer(exchange, 200, answer);
    }
  }

  private static void answer(HttpExchange exchange, int status, @Nullable JsonNode body)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
