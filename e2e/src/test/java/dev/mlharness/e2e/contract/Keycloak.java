package dev.mlharness.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A Keycloak with one realm, {@code ml}: three clients for a worker, one for people, two people.
 */
final class Keycloak implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ADMIN = "admin";
  private static final String COMPONENTS = "/admin/realms/ml/components";

  private final URI address;
  private final String secret;
  private final RealServer server;

  private Keycloak(URI address, String secret, RealServer server) {
    this.address = address;
    this.secret = secret;
    this.server = server;
  }

  /**
   * Starts it and makes the realm.
   *
   * @param keys the JWK set, with public keys, by which the client {@code worker-by-key} is known
   */
  static Keycloak start(String keys) throws IOException {
    int port = RealServer.freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    String secret = UUID.randomUUID().toString();
    List<String> command =
        List.of(
            KeycloakInstallation.script().toString(),
            "start",
            "--optimized",
            "--http-enabled=true",
            "--hostname-strict=false",
            "--http-host=127.0.0.1",
            "--http-port=" + port);
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            ADMIN,
            "KC_BOOTSTRAP_ADMIN_PASSWORD",
            secret,
            "JAVA_OPTS_KC_HEAP",
            "-Xms64m -Xmx512m",
            "JAVA_OPTS_APPEND",
            "-XX:TieredStopAtLevel=1");
    URI health = address.resolve("/realms/master/.well-known/openid-configuration");
    Path folder = Files.createTempDirectory("keycloak");
    Keycloak keycloak =
        new Keycloak(address, secret, RealServer.start(command, environment, folder, health));
    keycloak.admin("POST", "/admin/realms", realm(secret, keys));
    return keycloak;
  }

  private static String realm(String secret, String keys) throws IOException {
    Path file = Path.of("src/test/resources/keycloak/realm.json");
    return Files.readString(file)
        .replace("${secret}", secret)
        .replace("\"${keys}\"", JSON.writeValueAsString(keys));
  }

  /** As the {@code iss} of the realm's tokens. */
  URI issuer() {
    return address.resolve("/realms/ml");
  }

  /** The secret of the client {@code worker-by-secret}. */
  String secret() {
    return secret;
  }

  /** The access token of a person who signs in at a client. */
  String signIn(String person, String client) {
    return token(
        "/realms/ml",
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "username", person,
            "password", secret));
  }

  /** From now on the realm signs with another key. The former ones stay published. */
  void newSigningKey() {
    admin(
        "POST",
        COMPONENTS,
        """
        {"name": "newer", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
         "config": {"priority": ["200"], "algorithm": ["RS256"]}}
        """);
  }

  /** The key that the realm began with is published no more: what it signed counts no longer. */
  void withdrawFirstSigningKey() {
    for (JsonNode key : admin("GET", COMPONENTS + "?type=org.keycloak.keys.KeyProvider", "")) {
      if (key.path("name").asText().equals("rsa-generated")) {
        admin("DELETE", COMPONENTS + "/" + key.path("id").asText(), "");
      }
    }
  }

  private JsonNode admin(String method, String path, String body) {
    String token =
        token(
            "/realms/master",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                secret));
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private String token(String realm, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    JsonNode answer =
        send(
            HttpRequest.newBuilder(address.resolve(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    return answer.path("access_token").asText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError("Keycloak: " + answer.statusCode() + " " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
