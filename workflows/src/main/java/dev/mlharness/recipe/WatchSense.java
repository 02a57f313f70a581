package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes no sense in the watching of a model. */
final class WatchSense {
  private static final List<String> SOURCES = List.of("metric", "sql", "run", "prometheus");

  private WatchSense() {}

  static void check(Findings findings) {
    JsonNode watch = findings.at("/watch");
    if (!watch.isObject()) {
      return;
    }
    Set<String> titles = new HashSet<>();
    for (int i = 0; i < watch.path("checks").size(); i++) {
      String at = "/watch/checks/" + i;
      CheckSense.check(findings, at);
      title(findings, at, titles);
    }
    if (watch.path("checks").isEmpty() && !watch.has("age") && !watch.has("data_age")) {
      findings.add(
          "/watch",
          "there is nothing to watch: 'checks', 'age' or 'data_age' is needed",
          "for example: checks: [{metric: error_rate, max: 0.01}]");
    }
    tooOften(findings, watch.path("every"));
    if (watch.has("data_age") && !hasTable(findings.at("/data"))) {
      findings.add(
          "/watch/data_age",
          "the recipe reads no table, and only tables tell when they were written",
          "add a table under data, or remove data_age");
    }
  }

  private static void tooOften(Findings findings, JsonNode every) {
    if (every.asText().endsWith("ms")) {
      findings.add("/watch/every", "must be at least 1s; found " + every.asText(), null);
    }
  }

  private static boolean hasTable(JsonNode data) {
    for (JsonNode set : data) {
      if (set.has("table")) {
        return true;
      }
    }
    return false;
  }

  private static void title(Findings findings, String at, Set<String> titles) {
    JsonNode check = findings.at(at);
    String title =
        check.path("name").isTextual()
            ? check.path("name").textValue()
            : SOURCES.stream()
                .filter(check::has)
                .findFirst()
                .map(source -> source.equals("metric") ? check.path(source).asText() : source)
                .orElse("");
    if (!title.isEmpty() && !titles.add(title)) {
      findings.add(at, "a second check is called '" + title + "'", "give it a name of its own");
    }
  }
}
