package dev.mlharness.approval;

import java.util.Map;
import java.util.TreeMap;

/**
 * How sure a metric is. A task that knows logs {@code METRIC_ci_low} and {@code METRIC_ci_high}
 * beside the metric.
 *
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Confidence(double low, double high) {
  private static final String LOW = "_ci_low";
  private static final String HIGH = "_ci_high";

  /** The interval of each metric that has both ends. */
  public static Map<String, Confidence> of(Map<String, Double> metrics) {
    Map<String, Confidence> intervals = new TreeMap<>();
    for (String metric : metrics.keySet()) {
      Double low = metrics.get(metric + LOW);
      Double high = metrics.get(metric + HIGH);
      if (low != null && high != null) {
        intervals.put(metric, new Confidence(low, high));
      }
    }
    return intervals;
  }

  /** Whether a metric is an end of another's interval. */
  public static boolean isEnd(String metric) {
    return metric.endsWith(LOW) || metric.endsWith(HIGH);
  }
}
