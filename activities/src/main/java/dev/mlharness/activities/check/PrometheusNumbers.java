package dev.mlharness.activities.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.TokenEndpoint;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import dev.mlharness.check.LiveModel;
import dev.mlharness.check.Measurement;
import dev.mlharness.recipe.LiveCheck.PrometheusQuery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/** Asks Prometheus for the present value of a query. */
final class PrometheusNumbers {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final PrometheusServers servers;
  private final TokenEndpoint http = new TokenEndpoint(DEADLINE);

  PrometheusNumbers(PrometheusServers servers) {
    this.servers = servers;
  }

  Measurement measure(LiveModel live, String check, PrometheusQuery query) {
    PrometheusServers.Server server = servers.named(query.server());
    String about = "Prometheus '%s', check '%s': ".formatted(query.server(), check);
    Answer answer = ask(about, server, named(live, query.query()));
    JsonNode data = answer.json().path("data");
    JsonNode result = data.path("result");
    return switch (data.path("resultType").asText()) {
      case "scalar" -> value(about, result);
      case "vector" -> only(about, result);
      default ->
          throw Failures.of(
              FailureType.RECIPE_INVALID,
              about
                  + "the query gives no number (%s). Mend it.".formatted(data.path("resultType")));
    };
  }

  private Answer ask(String about, PrometheusServers.Server server, String query) {
    URI address =
        URI.create(
            server.url().toString().replaceAll("/+$", "")
                + "/api/v1/query?query="
                + TokenEndpoint.encode(query));
    try {
      Map<String, String> headers = new TreeMap<>(Map.of("Accept", "application/json"));
      if (server.tokenFile() != null) {
        headers.put("Authorization", "Bearer " + Files.readString(server.tokenFile()).strip());
      }
      Answer answer = http.get(address, headers);
      if (answer.ok()) {
        return answer;
      }
      throw refused(about, answer);
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          about + "no answer (%s). It is asked again.".formatted(e.getMessage()));
    }
  }

  private static RuntimeException refused(String about, Answer answer) {
    String said = Redaction.of(answer.json().path("error").asText("HTTP " + answer.status()));
    return switch (answer.status()) {
      case 400, 422 ->
          Failures.of(
              FailureType.RECIPE_INVALID, about + "the query failed: %s. Mend it.".formatted(said));
      case 401, 403 ->
          Failures.of(
              FailureType.ACCESS_DENIED,
              about + said + ". Check the token file of the server in the worker's configuration.");
      case 404 ->
          Failures.of(
              FailureType.HELD,
              about + "there is no Prometheus at its address. Check url in the configuration.");
      default ->
          Failures.of(
              FailureType.UNAVAILABLE, about + said + ". It is asked again.", answer.retryAfter());
    };
  }

  private static Measurement only(String about, JsonNode result) {
    if (result.isEmpty()) {
      return Measurement.none("the query found no series");
    }
    if (result.size() > 1) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          about
              + "the query found %d series; a check is one number. Wrap it in sum() or max()."
                  .formatted(result.size()));
    }
    return value(about, result.path(0).path("value"));
  }

  private static Measurement value(String about, JsonNode sample) {
    double value = MetricsText.number(sample.path(1).asText());
    return Double.isNaN(value)
        ? Measurement.none("the query gave NaN")
        : Measurement.of(value, about.substring(0, about.indexOf(',')));
  }

  private static String named(LiveModel live, String query) {
    String named = query;
    for (Entry<String, String> name : LiveNames.of(live).entrySet()) {
      named = named.replaceAll("\\$" + name.getKey() + "\\b", escaped(name.getValue()));
    }
    return named;
  }

  /** Names of models and endpoints hold neither quotes nor backslashes; none gets in by them. */
  private static String escaped(String name) {
    return name.replaceAll("[\"'`\\\\$]", "");
  }
}
