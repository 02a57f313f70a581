package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes no sense in a live check. */
final class CheckSense {
  private static final List<String> SOURCES = List.of("metric", "sql", "run", "prometheus");
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,3}) of (\\d{1,3})");

  private CheckSense() {}

  /**
   * @param at where the check stands, as a JSON pointer
   */
  static void check(Findings findings, String at) {
    JsonNode check = findings.at(at);
    if (!check.isObject()) {
      return;
    }
    source(findings, at, check);
    bounds(findings, at, check);
    limit(findings, at, check);
    if (check.path("run").isObject()) {
      TaskSense.check(findings, at + "/run");
      notebook(findings, at + "/run");
    }
    if (check.path("metric").isTextual() && findings.at("/deploy/serving").isMissingNode()) {
      findings.add(
          at + "/metric",
          "the recipe deploys to no endpoint, so there is none to measure",
          "add deploy.serving, or measure by sql, run or prometheus");
    }
  }

  private static void source(Findings findings, String at, JsonNode check) {
    List<String> found = SOURCES.stream().filter(check::has).toList();
    if (found.size() != 1) {
      findings.add(
          at,
          "a check measures by one of 'metric', 'sql', 'run' and 'prometheus'; found "
              + (found.isEmpty() ? "none" : String.join(" and ", found)),
          "for example: {metric: error_rate, max: 0.01}");
    }
    if (check.has("min_requests") && !check.has("metric")) {
      findings.add(
          at + "/min_requests", "only a 'metric' of the endpoint counts requests", "remove it");
    }
  }

  private static void bounds(Findings findings, String at, JsonNode check) {
    JsonNode min = check.path("min");
    JsonNode max = check.path("max");
    if (!check.has("min") && !check.has("max")) {
      findings.add(at, "a check needs 'min' or 'max'", "for example: max: 0.01");
    }
    if (min.isNumber() && max.isNumber() && min.doubleValue() > max.doubleValue()) {
      findings.add(
          at + "/min",
          "min (" + min.asText() + ") is above max (" + max.asText() + "): no value can pass",
          null);
    }
  }

  private static void limit(Findings findings, String at, JsonNode check) {
    Matcher limit = LIMIT.matcher(check.path("violations").asText());
    if (limit.matches() && Integer.parseInt(limit.group(1)) > Integer.parseInt(limit.group(2))) {
      findings.add(
          at + "/violations",
          "'" + limit.group() + "' can never be reached",
          "write for example 3 of 5");
    }
  }

  private static void notebook(Findings findings, String at) {
    if (findings.at(at).has("python")) {
      findings.add(
          at + "/python",
          "a Python file returns no number",
          "write a notebook that ends with dbutils.notebook.exit(str(value))");
    }
  }
}
