package dev.mlharness.starter.pages;

import dev.mlharness.approval.Check;
import dev.mlharness.approval.Confidence;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Slice;
import dev.mlharness.starter.report.EvidenceReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a candidate beside the champion's.
 *
 * @param candidate null: it was not logged
 * @param champion null: there is none, or it had no such metric
 * @param sure the interval that the task logged
 * @param check null: no rule is about it
 */
public record Comparison(
    String metric,
    @Nullable Double candidate,
    @Nullable Double champion,
    @Nullable Confidence sure,
    @Nullable Check check) {

  /** Those of the whole data, the ones with a rule first. */
  static List<Comparison> of(Evidence evidence) {
    return all(evidence).stream()
        .filter(comparison -> evidence.slices().stream().noneMatch(slice -> comparison.isOf(slice)))
        .toList();
  }

  /** Those of one part of the data. */
  static List<Comparison> of(Evidence evidence, Slice slice) {
    return all(evidence).stream()
        .filter(comparison -> comparison.isOf(slice))
        .map(comparison -> comparison.without(slice))
        .toList();
  }

  private static List<Comparison> all(Evidence evidence) {
    TreeSet<String> metrics = new TreeSet<>(evidence.metrics().keySet());
    metrics.removeIf(Confidence::isEnd);
    evidence.checks().forEach(check -> metrics.add(check.metric()));
    List<Comparison> comparisons = new ArrayList<>();
    for (String metric : metrics) {
      List<Check> checks =
          evidence.checks().stream().filter(check -> check.metric().equals(metric)).toList();
      if (checks.isEmpty()) {
        comparisons.add(of(evidence, metric, null));
      }
      checks.forEach(check -> comparisons.add(of(evidence, metric, check)));
    }
    comparisons.sort(Comparator.comparing(comparison -> comparison.check() == null));
    return comparisons;
  }

  private static Comparison of(Evidence evidence, String metric, @Nullable Check check) {
    return new Comparison(
        metric,
        check == null ? evidence.metrics().get(metric) : check.value(),
        check == null || check.champion() == null
            ? evidence.championMetrics().get(metric)
            : check.champion(),
        evidence.confidence().get(metric),
        check);
  }

  private boolean isOf(Slice slice) {
    return metric.startsWith(slice.name() + "/");
  }

  private Comparison without(Slice slice) {
    return new Comparison(
        metric.substring(slice.name().length() + 1), candidate, champion, sure, check);
  }

  /** Whether it can stand beside others on one scale. */
  public boolean share() {
    return isShare(candidate) && (champion == null || isShare(champion));
  }

  private static boolean isShare(@Nullable Double value) {
    return value != null && value >= 0 && value <= 1;
  }

  /** By how much the candidate differs; empty when there is nothing to differ from. */
  public String change() {
    if (candidate == null || champion == null) {
      return "";
    }
    double change = candidate - champion;
    return (change > 0 ? "+" : "") + EvidenceReport.number(change).replace("-", "−");
  }

  /** The value, with its interval where the task logged one. */
  public String candidateText() {
    String value = EvidenceReport.number(candidate);
    return sure == null
        ? value
        : "%s (%s to %s)"
            .formatted(
                value, EvidenceReport.number(sure.low()), EvidenceReport.number(sure.high()));
  }

  public String championText() {
    return EvidenceReport.number(champion);
  }
}
