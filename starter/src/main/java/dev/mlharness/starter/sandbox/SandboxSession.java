package dev.mlharness.starter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
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
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A short-lived token of one role, and what can be asked with it. The token stays inside: nothing
 * prints it, and it is gone with this object.
 */
public final class SandboxSession {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI sandbox;
  private final String token;

  private SandboxSession(URI sandbox, String token) {
    this.sandbox = sandbox;
    this.token = token;
  }

  /**
   * Exchanges the worker's identity token for a token of the role, as the worker does.
   *
   * @param subjectToken the file that the sandbox keeps fresh
   * @throws RefusedException if the sandbox does not trust it, or does not answer
   */
  public static SandboxSession open(URI sandbox, Path subjectToken, LocalRole role) {
    try {
      String form =
          form(
              Map.of(
                  "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                  "subject_token_type", "urn:ietf:params:oauth:token-type:jwt",
                  "subject_token", Files.readString(subjectToken).strip(),
                  "client_id", role.servicePrincipal(),
                  "scope", "all-apis"));
      var request =
          HttpRequest.newBuilder(sandbox.resolve("/oidc/v1/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form));
      return new SandboxSession(sandbox, send(request).path("access_token").asText());
    } catch (IOException e) {
      throw new RefusedException("cannot read " + subjectToken, e);
    }
  }

  /**
   * @throws RefusedException if the answer is not 2xx
   */
  public JsonNode get(String path) {
    return send(authorized(path).GET());
  }

  /**
   * @throws RefusedException if the answer is not 2xx
   */
  public JsonNode post(String path, String json) {
    return send(
        authorized(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(sandbox.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static JsonNode send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(PATIENCE).build();
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new RefusedException(
            "%s answered %d: %s"
                .formatted(request.uri().getPath(), answer.statusCode(), answer.body().strip()));
      }
      return Payloads.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new RefusedException(request.uri() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted", e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
