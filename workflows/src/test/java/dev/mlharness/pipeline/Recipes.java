package dev.mlharness.pipeline;

/** Recipes that tests start from. */
final class Recipes {
  /** All stages, one approval, a serving endpoint. */
  static final String SERVED =
      """
      model: main.fraud.detector
      source: {git: {url: "https://git.test/fraud.git", ref: main}}
      data: [{name: train, table: main.fraud.transactions, version: latest}]
      train: {notebook: train, parameters: {max_depth: 6}, attempts: 1}
      test: {python: {file: tests/run.py}, attempts: 1}
      validate: {task: {notebook: evaluate, attempts: 1}, thresholds: {f1_score: {min: 0.9, champion: {max_drop: 0.01}}}}
      approve: {required: 1, timeout: 3d}
      deploy: {serving: {endpoint: fraud}}
      """;

  /** Train and validate, no gate, alias only. */
  static final String BATCH =
      """
      model: main.fraud.detector
      train: {notebook: /Shared/train, attempts: 1}
      validate: {thresholds: {f1_score: {min: 0.9}}}
      approve: {required: 0}
      deploy: {batch: {}}
      """;

  private Recipes() {}

  /** The recipe with one line put in place of the one that begins with the same word. */
  static String with(String recipe, String line) {
    String key = line.substring(0, line.indexOf(':'));
    return recipe.replaceFirst("(?m)^" + key + ":.*$", "") + line + "\n";
  }
}
