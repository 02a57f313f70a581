package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.connection.TokenAddress;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The desk of a worker, which signs starts and decisions: {@value #DESK} says where it is, {@value
 * #TOKEN} names the file with the person's token, which goes to the desk and nowhere else.
 */
public final class Desk {
  static final String DESK = "MLHARNESS_DESK";
  static final String TOKEN = "MLHARNESS_ID_TOKEN_FILE";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Who asks may not, or not now: nothing is broken. */
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 409);

  private static final int MISSING = 404;
  private static final Set<Integer> UNREADABLE = Set.of(400, 413, 415, 422);

  private final URI address;
  private final Supplier<String> token;

  private Desk(URI address, Supplier<String> token) {
    this.address = address;
    this.token = token;
  }

  /** Asked as whom the token names. */
  public static Desk at(URI address, String token) {
    return new Desk(address, () -> token);
  }

  /** Empty where no desk is named: then the namespace must be trusted. */
  static Optional<Desk> of(Surroundings surroundings) {
    String desk = surroundings.variable(DESK);
    return desk == null || desk.isBlank()
        ? Optional.empty()
        : Optional.of(new Desk(TokenAddress.of("desk", desk), () -> token(surroundings)));
  }

  /**
   * @param path as in {@code /v1/starts}
   * @return what it signed
   * @throws CommandFailure when it refuses, in its own words
   */
  JsonNode ask(String path, JsonNode request) {
    return ask(address.resolve(path), token.get(), request);
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
      if (answer.statusCode() == MISSING) {
        throw CommandFailure.missing(body.path("detail").asText("the desk knows none"), null);
      }
      throw new CommandFailure(
          exitCode(answer.statusCode()),
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

  private static ExitCode exitCode(int status) {
    if (REFUSALS.contains(status)) {
      return ExitCode.REJECTED_OR_HELD;
    }
    return UNREADABLE.contains(status) ? ExitCode.USAGE : ExitCode.FAILED;
  }
}
