package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gets a start signed at the desk of a worker: {@value #DESK} says where it is, {@value #TOKEN}
 * names the file with the person's token, which goes to the desk and nowhere else.
 *
 * @param person who is proven to start it
 * @param proof to be handed to Temporal
 */
public record SignedStart(String person, String proof) {
  static final String DESK = "MLHARNESS_DESK";
  static final String TOKEN = "MLHARNESS_ID_TOKEN_FILE";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For what a start is signed. */
  public enum Scope {
    PIPELINE("recipe"),
    SCHEDULE("recipe"),
    PLAN("recipe"),
    TRACE("target");

    private final String document;

    Scope(String document) {
      this.document = document;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param document the recipe; for a trace, its target
   * @param id of the workflow, or the first part of those that a schedule starts
   * @return empty where no desk is named: then the namespace must be trusted
   * @throws CommandFailure when the desk refuses, in its own words
   */
  public static Optional<SignedStart> get(
      Surroundings surroundings, JsonNode document, Scope scope, String id) {
    String desk = surroundings.variable(DESK);
    if (desk == null || desk.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(get(URI.create(desk), token(surroundings), document, scope, id));
  }

  /**
   * As whom the token names.
   *
   * @throws CommandFailure when the desk refuses, in its own words
   */
  public static SignedStart get(URI desk, String token, JsonNode document, Scope scope, String id) {
    ObjectNode request = Payloads.mapper().createObjectNode();
    request.set(scope.document, document);
    request.put(scope.word(), id);
    JsonNode signed = ask(desk.resolve("/v1/starts"), token, request);
    return new SignedStart(signed.path("person").asText(), signed.path("start").asText());
  }

  /** What hands it over to Temporal. */
  public Map<String, Object> memo() {
    return Map.of(TrainValidateDeploy.INITIATOR, person, TrainValidateDeploy.START, proof);
  }

  private static String token(Surroundings surroundings) {
    String file = surroundings.variable(TOKEN);
    if (file == null || file.isBlank()) {
      throw CommandFailure.usage(
          DESK + " is set, and " + TOKEN + " is not",
          "name the file with a token of your identity provider");
    }
    try {
      return Files.readString(surroundings.directory().resolve(file)).strip();
    } catch (IOException e) {
      throw CommandFailure.usage(
          "cannot read the token in " + file + " (" + e.getClass().getSimpleName() + ")", null);
    }
  }

  private static JsonNode ask(URI desk, String token, JsonNode request) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(desk)
                      .timeout(PATIENCE)
                      .header("Authorization", "Bearer " + token)
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(request.toString()))
                      .build(),
                  BodyHandlers.ofString());
      JsonNode body = Payloads.mapper().readTree(answer.body());
      if (answer.statusCode() == 200) {
        return body;
      }
      boolean refused = answer.statusCode() == 401 || answer.statusCode() == 403;
      throw new CommandFailure(
          refused ? ExitCode.REJECTED_OR_HELD : ExitCode.FAILED,
          body.path("detail").asText("the desk answered " + answer.statusCode()),
          null);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.failed(
          "the desk at " + desk + " does not answer: " + e.getClass().getSimpleName(),
          "check " + DESK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted", null);
    }
  }
}
