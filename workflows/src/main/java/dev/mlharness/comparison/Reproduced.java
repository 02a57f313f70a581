package dev.mlharness.comparison;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of a reproduction. The metrics that the recipe has thresholds for say whether it
 * succeeded; if the version logged none of them, all metrics do. (Others may be what no two runs
 * share, such as how long one took.)
 *
 * @param of {@code MODEL/VERSION}
 * @param tolerance how far apart a metric may be, in its own unit
 */
public record Reproduced(String of, double tolerance, List<Metric> metrics) {
  public Reproduced {
    metrics = List.copyOf(metrics);
  }

  /**
   * @param then of the version
   * @param now of its reproduction
   * @param judged those that count
   */
  public static Reproduced of(
      String of,
      double tolerance,
      Map<String, Double> then,
      Map<String, Double> now,
      Set<String> judged) {
    boolean any = then.keySet().stream().anyMatch(judged::contains);
    return new Reproduced(
        of,
        tolerance,
        MetricPair.of(then, now).stream()
            .map(
                pair ->
                    new Metric(
                        pair,
                        pair.within(tolerance),
                        any ? judged.contains(pair.name()) : then.containsKey(pair.name())))
            .toList());
  }

  /** Whether each metric that counts is within the tolerance. One without metrics is not. */
  public boolean succeeded() {
    return metrics.stream().anyMatch(Metric::counts)
        && metrics.stream().filter(Metric::counts).allMatch(Metric::within);
  }

  /** For people. */
  public String sentence() {
    if (metrics.stream().noneMatch(Metric::counts)) {
      return of + " has no metric to compare with";
    }
    String apart =
        metrics.stream()
            .filter(metric -> metric.counts() && !metric.within())
            .map(metric -> metric.pair().words())
            .collect(Collectors.joining("; "));
    return apart.isEmpty()
        ? "%s was reproduced: metrics are at most %s apart".formatted(of, tolerance)
        : "%s was not reproduced within %s: %s".formatted(of, tolerance, apart);
  }

  /**
   * A metric then and now.
   *
   * @param counts whether it says if the reproduction succeeded
   */
  public record Metric(MetricPair pair, boolean within, boolean counts) {}
}
