package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What makes no sense in the judging of a candidate. */
final class ThresholdSense {
  private static final JsonPointer THRESHOLDS = JsonPointer.compile("/validate/thresholds");

  private static final JsonPointer SLICES = JsonPointer.compile("/validate/slices");

  private ThresholdSense() {}

  static void check(Findings findings) {
    JsonNode validate = findings.at("/validate");
    if (validate.isObject()
        && !validate.has("thresholds")
        && !validate.path("mode").asText().equals("off")) {
      findings.add(
          "/validate",
          "the key 'thresholds' is missing (what each metric must reach)",
          "for example: thresholds: {f1_score: {min: 0.9}}; or mode: off");
    }
    thresholds(findings, THRESHOLDS, validate.path("thresholds"));
    slices(findings, validate.path("slices"));
  }

  private static void slices(Findings findings, JsonNode slices) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < (slices.isArray() ? slices.size() : 0); i++) {
      JsonPointer at = SLICES.appendIndex(i);
      String name = slices.get(i).path("name").asText();
      if (!name.isEmpty() && !names.add(name)) {
        findings.add(
            at.appendProperty("name"), "a second slice is called '" + name + "'", "rename one");
      }
      thresholds(findings, at.appendProperty("thresholds"), slices.get(i).path("thresholds"));
    }
  }

  private static void thresholds(Findings findings, JsonPointer at, JsonNode thresholds) {
    thresholds
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isObject()) {
                threshold(findings, at.appendProperty(entry.getKey()), entry.getValue());
              }
            });
  }

  private static void threshold(Findings findings, JsonPointer at, JsonNode threshold) {
    JsonNode min = threshold.path("min");
    JsonNode max = threshold.path("max");
    if (!threshold.has("min") && !threshold.has("max") && !threshold.has("champion")) {
      findings.add(at, "a threshold needs 'min', 'max' or 'champion'", "for example: min: 0.9");
    }
    if (min.isNumber() && max.isNumber() && min.doubleValue() > max.doubleValue()) {
      findings.add(
          at.appendProperty("min"),
          "min (" + min.asText() + ") is above max (" + max.asText() + "): no value can pass",
          null);
    }
    direction(findings, at, threshold);
  }

  private static void direction(Findings findings, JsonPointer at, JsonNode threshold) {
    boolean oneSided = threshold.has("min") != threshold.has("max");
    JsonNode said = threshold.path("greater_is_better");
    if (threshold.has("champion") && !oneSided && said.isMissingNode()) {
      findings.add(
          at.appendProperty("champion"),
          "cannot tell which direction is an improvement over the champion",
          "add greater_is_better: true or false");
    }
    if (oneSided && said.isBoolean() && said.booleanValue() != threshold.has("min")) {
      String bound = threshold.has("min") ? "min" : "max";
      findings.add(
          at.appendProperty("greater_is_better"),
          "contradicts '" + bound + "', which says the opposite",
          "remove greater_is_better, or turn the bound round");
    }
  }
}
