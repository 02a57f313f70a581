package dev.mlharness.starter.login;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** An identity provider that gives the answers it was told to give, one for each poll. */
final class ScriptedProvider implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Map<String, Object>> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();

  ScriptedProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Provider provider() {
    return Provider.discover(issuer());
  }

  ScriptedProvider says(String error) {
    answers.add(Map.of("error", error));
    return this;
  }

  /** Tokens, the access token of which is for this audience. */
  ScriptedProvider gives(String person, String audience, Duration life, String refresh) {
    answers.add(
        Map.of(
            "access_token",
            token(person, audience, life),
            "token_type",
            "Bearer",
            "expires_in",
            life.toSeconds(),
            "refresh_token",
            refresh));
    return this;
  }

  static String token(String person, String audience, Duration life) {
    return new PlainJWT(
            new JWTClaimsSet.Builder()
                .subject("subject-1")
                .audience(audience)
                .claim("email", person)
                .expirationTime(Date.from(Instant.now().plus(life)))
                .build())
        .serialize();
  }

  /** The bodies of the requests for tokens. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, Object> answer =
        switch (path) {
          case "/.well-known/openid-configuration" ->
              Map.of(
                  "issuer", issuer().toString(),
                  "jwks_uri", issuer() + "/jwks",
                  "subject_types_supported", List.of("public"),
                  "device_authorization_endpoint", issuer() + "/device",
                  "token_endpoint", issuer() + "/token");
          case "/device" ->
              body.contains("client_id=nobody")
                  ? Map.of("error", "invalid_client")
                  : Map.of(
                      "device_code",
                      "device-1",
                      "user_code",
                      "ABCD-EFGH",
                      "verification_uri",
                      issuer() + "/activate",
                      "expires_in",
                      60,
                      "interval",
                      5);
          default -> {
            asked.add(body);
            yield answers.isEmpty() ? Map.of("error", "authorization_pending") : answers.remove();
          }
        };
    byte[] bytes = Payloads.mapper().writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.containsKey("error") ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
