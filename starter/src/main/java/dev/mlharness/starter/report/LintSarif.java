package dev.mlharness.starter.report;

import dev.mlharness.recipe.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a recipe, in the Static Analysis Results Interchange Format 2.1.0. */
public final class LintSarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String RULE = "recipe";

  private LintSarif() {}

  /**
   * @param file as it was named: relative to where the command ran, so that CI systems find it
   */
  public static Map<String, Object> of(
      String file, List<Problem> problems, List<Problem> warnings) {
    List<Map<String, Object>> results = new ArrayList<>();
    problems.forEach(problem -> results.add(result(file, problem, "error")));
    warnings.forEach(warning -> results.add(result(file, warning, "warning")));
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "ML Harness lint");
    driver.put(
        "rules",
        List.of(Map.of("id", RULE, "shortDescription", Map.of("text", "A recipe that can run"))));
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(Map.of("tool", Map.of("driver", driver), "results", results)));
    return log;
  }

  private static Map<String, Object> result(String file, Problem problem, String level) {
    String place = problem.path().isEmpty() ? "" : problem.path() + ": ";
    String hint = problem.hint() == null ? "" : ". " + problem.hint();
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", Math.max(1, problem.line()));
    if (problem.column() > 0) {
      region.put("startColumn", problem.column());
    }
    return Map.of(
        "ruleId",
        RULE,
        "level",
        level,
        "message",
        Map.of("text", place + problem.message() + hint),
        "locations",
        List.of(
            Map.of(
                "physicalLocation",
                Map.of("artifactLocation", Map.of("uri", file), "region", region))));
  }
}
