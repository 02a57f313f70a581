package dev.mlharness.starter.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API's problem details mean to the one who typed a command. */
final class Refusal {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Refusal() {}

  /** In the API's own words, with the exit code that the command would have without it. */
  static RuntimeException of(URI api, int status, String body) {
    JsonNode problem = parsed(body);
    if (problem.path("problems").isArray() && !problem.path("problems").isEmpty()) {
      return new RecipeProblems(
          List.of(Payloads.mapper().convertValue(problem.path("problems"), Problem[].class)));
    }
    String detail = problem.path("detail").asText("");
    return switch (status) {
      case 401 ->
          CommandFailure.failed(
              detail.isEmpty() ? "the API at " + api + " does not know who you are" : said(detail),
              "./harness login --api " + api);
      case 403 ->
          new CommandFailure(
              ExitCode.REJECTED_OR_HELD,
              detail.isEmpty() ? "the API at " + api + " does not allow this" : said(detail),
              next(problem));
      case 404 -> CommandFailure.missing(words(status, detail), next(problem));
      case 409 -> CommandFailure.busy(words(status, detail), next(problem));
      case 400, 413, 415, 422 -> CommandFailure.usage(words(status, detail), next(problem));
      default -> CommandFailure.failed(words(status, detail), next(problem));
    };
  }

  /** Whether it may be otherwise in a moment. */
  static boolean passing(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** How long to wait before asking again. */
  static Duration wait(HttpHeaders headers, int tries) {
    long seconds = headers.firstValueAsLong("Retry-After").orElse(tries);
    Duration wait = Duration.ofSeconds(Math.max(0, seconds));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static String words(int status, String detail) {
    return detail.isEmpty() ? "the API answered " + status : said(detail);
  }

  /** As this command line writes: the same sentence without capital and full stop. */
  private static String said(String detail) {
    String words = detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
    boolean name = words.length() > 1 && !Character.isLowerCase(words.charAt(1));
    return name || words.isEmpty()
        ? words
        : Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }

  private static @Nullable String next(JsonNode problem) {
    return problem.hasNonNull("next") ? problem.path("next").asText() : null;
  }

  private static JsonNode parsed(String body) {
    try {
      return Payloads.mapper().readTree(body.isBlank() ? "{}" : body);
    } catch (JsonProcessingException e) {
      return Payloads.mapper().createObjectNode(); // A proxy's page, not the API's answer.
    }
  }
}
