package dev.mlharness.pipeline;

import dev.mlharness.approval.Check;
import dev.mlharness.approval.Validation;
import dev.mlharness.recipe.Validate;
import dev.mlharness.registry.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What validation found.
 *
 * @param champion null when no version serves yet
 * @param refuses whether the candidate may go no further
 */
record Judgement(
    Map<String, Double> metrics,
    @Nullable ModelVersion champion,
    Map<String, Double> championMetrics,
    List<Check> checks,
    boolean refuses) {
  Judgement {
    metrics = Map.copyOf(metrics);
    championMetrics = Map.copyOf(championMetrics);
    checks = List.copyOf(checks);
  }

  static Judgement of(
      Validate rules,
      Map<String, Double> metrics,
      @Nullable ModelVersion champion,
      Map<String, Double> championMetrics) {
    List<Check> checks =
        rules.mode() == Validate.Mode.OFF
            ? List.of()
            : Validation.check(
                rules.allThresholds(), metrics, champion == null ? null : championMetrics);
    boolean refuses = rules.mode() == Validate.Mode.ENFORCED && !Validation.passed(checks);
    return new Judgement(metrics, champion, championMetrics, checks, refuses);
  }

  /** The same, for a candidate of which a person skipped a stage: approvers shall know. */
  Judgement without(Stage skipped) {
    String stage = skipped.word();
    List<Check> shown = new ArrayList<>(checks);
    shown.add(new Check(stage, stage + " succeeds", null, null, false, stage + " was skipped"));
    return new Judgement(metrics, champion, championMetrics, shown, refuses);
  }

  /** What was missed, for people. */
  String missed() {
    return checks.stream()
        .filter(check -> !check.passed())
        .map(Check::message)
        .collect(Collectors.joining("; "));
  }
}
