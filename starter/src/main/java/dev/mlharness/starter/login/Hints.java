package dev.mlharness.starter.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an API says of how to log in to it: its protected resource metadata, RFC 9728.
 *
 * @param issuer whose tokens it takes; null: it does not say
 * @param client of the command line there
 * @param audience for which tokens must be
 */
record Hints(
    @Nullable URI issuer, @Nullable String client, @Nullable String audience, List<String> scopes) {
  private static final String PATH = "/.well-known/oauth-protected-resource";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> USUAL = List.of("openid", "profile", "email");

  /**
   * @throws CommandFailure when nobody answers there
   */
  static Hints of(URI api) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(api.resolve(PATH)).timeout(PATIENCE).build(),
                  BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? read(Payloads.mapper().readTree(answer.body()))
          : new Hints(null, null, null, USUAL);
    } catch (JsonProcessingException e) {
      return new Hints(null, null, null, USUAL);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.failed(
          "no API answers at " + api + " (" + e.getClass().getSimpleName() + ")",
          "./harness ps shows what runs here; --api names another");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted", null);
    }
  }

  private static Hints read(JsonNode metadata) {
    String issuer = text(metadata.path("authorization_servers").path(0));
    List<String> scopes = texts(metadata.path("scopes_supported")).toList();
    return new Hints(
        issuer == null ? null : URI.create(issuer),
        text(metadata.path("mlharness_client")),
        text(metadata.path("mlharness_audience")),
        scopes.isEmpty() ? USUAL : scopes);
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
  }
}
