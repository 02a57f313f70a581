package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Durations;
import dev.mlharness.timing.Looks;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes no sense on the way of a candidate to all traffic. */
final class StepSense {
  private static final String DEPLOY = "/deploy";
  private static final String STEPS = DEPLOY + "/steps";
  private static final List<String> KINDS = List.of("weight", "pause", "check", "shadow");
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,3}) of (\\d{1,3})");
  private static final int ALL = 100;

  /** Each measurement and each look is kept in the history of the rollout. */
  private static final int MEASUREMENTS = 50;

  private static final Duration LONGEST = Duration.ofDays(180);

  private final Findings findings;
  private final Duration bake;
  private int weight = -1;
  private boolean shadowed;

  private StepSense(Findings findings, Duration bake) {
    this.findings = findings;
    this.bake = bake;
  }

  static void check(Findings findings) {
    JsonNode deploy = findings.at(DEPLOY);
    JsonNode steps = deploy.path("steps");
    if (steps.isArray() && !steps.isEmpty()) {
      new StepSense(findings, duration(deploy.path("bake"))).steps(deploy, steps);
      return;
    }
    for (String key : List.of("bake", "on_failure")) {
      if (deploy.has(key)) {
        findings.add(
            DEPLOY + "/" + key,
            "without 'steps' all traffic goes to the candidate at once, and '"
                + key
                + "' means nothing",
            "add steps: [{weight: 100}], or remove it");
      }
    }
  }

  private void steps(JsonNode deploy, JsonNode steps) {
    if (!deploy.has("serving")) {
      findings.add(
          STEPS,
          "the recipe deploys to no endpoint, so there is no traffic to move",
          "add deploy.serving, or remove steps");
    }
    Duration waits = bake;
    for (int i = 0; i < steps.size(); i++) {
      step(STEPS + "/" + i, steps.get(i));
      waits = waits.plus(duration(steps.get(i).path("pause")));
      waits = waits.plus(duration(steps.get(i).path("shadow")));
    }
    last(steps.size() - 1, steps.get(steps.size() - 1));
    if (waits.compareTo(LONGEST) > 0) {
      findings.add(
          STEPS,
          "the waits add up to %s; more than %s are not watched over"
              .formatted(Durations.format(waits), Durations.format(LONGEST)),
          "shorten them");
    }
  }

  private void step(String at, JsonNode step) {
    if (!step.isObject()) {
      return;
    }
    List<String> found = KINDS.stream().filter(step::has).toList();
    if (found.size() != 1) {
      findings.add(
          at,
          "a step is one of 'weight', 'pause', 'check' and 'shadow'; found "
              + (found.isEmpty() ? "none" : String.join(" and ", found)),
          found.isEmpty() ? null : "write each as a step of its own");
    }
    weight(at, step.get("weight"));
    shadow(at, step);
    check(at, step);
  }

  private void weight(String at, @Nullable JsonNode value) {
    if (value == null || !value.isNumber()) {
      return;
    }
    if (!value.isIntegralNumber()) {
      findings.add(at + "/weight", "expected a whole number; found " + value, null);
    }
    if (value.asInt() <= weight) {
      findings.add(
          at + "/weight",
          "%s follows %d: each weight is above the one before it".formatted(value, weight),
          "to go back is what a failed check does by itself");
    }
    weight = value.asInt();
  }

  private void shadow(String at, JsonNode step) {
    if (step.has("shadow") && weight >= 0) {
      findings.add(
          at + "/shadow",
          "the candidate has traffic already",
          "put shadow before the first weight");
    }
    shadowed |= step.has("shadow");
  }

  private void check(String at, JsonNode step) {
    if (!step.has("check")) {
      return;
    }
    CheckSense.check(findings, at + "/check");
    JsonNode check = step.get("check");
    if (weight < 0 && !shadowed) {
      findings.add(at + "/check", "nothing serves the candidate yet", "put a weight before it");
    } else if (weight < 0 && check.has("metric")) {
      findings.add(
          at + "/check/metric",
          "the endpoint counts requests, and in the shadow there are none",
          "put a weight before it, or measure by sql, run or prometheus");
    }
    Matcher limit = LIMIT.matcher(check.path("violations").asText());
    if (limit.matches()) {
      limit(at + "/check/violations", limit);
    }
  }

  private void limit(String at, Matcher limit) {
    if (Integer.parseInt(limit.group(2)) > MEASUREMENTS) {
      findings.add(
          at,
          "a step measures at most %d times; found '%s'".formatted(MEASUREMENTS, limit.group()),
          "measure less often (every), or add a pause and a second check");
    }
    long looks = Looks.during(bake);
    if (!bake.isZero() && Integer.parseInt(limit.group(1)) > looks) {
      findings.add(
          at,
          "a bake of %s measures each check %d times (every %s), so '%s' cannot be reached in it"
              .formatted(
                  Durations.format(bake),
                  looks,
                  Durations.format(Looks.every(bake)),
                  limit.group()),
          "allow fewer violations, or bake longer");
    }
  }

  private void last(int index, JsonNode step) {
    if (step.isObject() && !(step.path("weight").asInt() == ALL)) {
      findings.add(
          STEPS + "/" + index,
          "the last step gives the candidate all traffic",
          weight == ALL
              ? "what comes after weight: 100 is deploy.bake: its checks go on meanwhile"
              : "end with {weight: 100}");
    }
  }

  private static Duration duration(JsonNode node) {
    try {
      return node.isTextual() ? Durations.parse(node.textValue()) : Duration.ZERO;
    } catch (IllegalArgumentException notADuration) {
      return Duration.ZERO; // The schema says so.
    }
  }
}
