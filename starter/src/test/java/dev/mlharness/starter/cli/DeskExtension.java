package dev.mlharness.starter.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A desk that gives one answer to whoever asks, and remembers the question. */
final class DeskExtension implements BeforeEachCallback, AfterEachCallback {
  private final String path;
  private int status = 200;
  private String answer;
  private String asked = "";
  private @Nullable String authorization;
  private @Nullable HttpServer server;

  DeskExtension(String path, String answer) {
    this.path = path;
    this.answer = answer;
  }

  void answers(int newStatus, String newAnswer) {
    status = newStatus;
    answer = newAnswer;
  }

  /** The body of the last question. */
  String asked() {
    return asked;
  }

  @Nullable String authorization() {
    return authorization;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + running().getAddress().getPort());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    HttpServer created =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    created.createContext(
        path,
        exchange -> {
          authorization = exchange.getRequestHeaders().getFirst("Authorization");
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    created.start();
    server = created;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running().stop(0);
  }

  private HttpServer running() {
    return Objects.requireNonNull(server, "the desk opens with the test");
  }
}
