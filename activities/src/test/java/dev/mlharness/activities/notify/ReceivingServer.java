package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A real HTTP server on this machine, which keeps what it is sent and answers as it is told. */
final class ReceivingServer implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = new ArrayList<>();
  private final Deque<Reply> replies = new ArrayDeque<>();

  record Request(String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }

  record Reply(int status, String body, Map<String, String> headers) {}

  ReceivingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The next answer; without one it is 200. */
  synchronized void replies(int status, String body, Map<String, String> headers) {
    replies.add(new Reply(status, body, headers));
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  Request only() {
    List<Request> all = requests();
    if (all.size() != 1) {
      throw new AssertionError("not one request: " + all);
    }
    return all.get(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Reply reply;
    synchronized (this) {
      requests.add(
          new Request(
              exchange.getRequestURI().getPath(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      reply = replies.isEmpty() ? new Reply(200, "ok", Map.of()) : replies.removeFirst();
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
