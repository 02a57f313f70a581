package dev.mlharness.recipe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One rule on one number of a model that serves: at least {@code min}, at most {@code max}. Where
 * the number comes from is exactly one of {@code metric}, {@code sql}, {@code run} and {@code
 * prometheus}; {@link #source()} says which.
 *
 * @param name for people; null: what it measures
 * @param metric of the serving endpoint
 * @param sql a statement that returns one number
 * @param run a notebook that returns the number
 * @param prometheus a query that returns one number
 * @param minRequests for a metric: with fewer requests in the last minute it says nothing
 * @param violations how many of the last measurements must break the rule before it counts
 * @param every between two measurements; null: as whoever checks sees fit
 */
public record LiveCheck(
    @Nullable String name,
    @Nullable EndpointMetric metric,
    @Nullable String sql,
    @Nullable StageTask run,
    @Nullable PrometheusQuery prometheus,
    @Nullable Double min,
    @Nullable Double max,
    int minRequests,
    ViolationLimit violations,
    @Nullable Duration every) {

  /** Where a number comes from. */
  public sealed interface Source {}

  /** What the endpoint itself says of its last minute. */
  public record OfEndpoint(EndpointMetric metric, int minRequests) implements Source {}

  /** The first cell of the first row. */
  public record OfSql(String statement) implements Source {}

  /** What a notebook returns by {@code dbutils.notebook.exit}. */
  public record OfRun(StageTask task) implements Source {}

  /** The value of the only series that the query finds. */
  public record OfPrometheus(PrometheusQuery query) implements Source {}

  /**
   * @param server name of a Prometheus server in the worker's configuration
   */
  public record PrometheusQuery(String server, String query) {}

  public Source source() {
    if (metric != null) {
      return new OfEndpoint(metric, minRequests);
    }
    if (sql != null) {
      return new OfSql(sql);
    }
    if (run != null) {
      return new OfRun(run);
    }
    if (prometheus != null) {
      return new OfPrometheus(prometheus);
    }
    throw new IllegalStateException("check '%s' measures nothing".formatted(name));
  }

  /** Its name; else what it measures. */
  public String title() {
    if (name != null) {
      return name;
    }
    if (metric != null) {
      return metric.word();
    }
    return sql != null ? "sql" : run != null ? "run" : "prometheus";
  }

  /** The rule, for people: {@code at most 0.01}. */
  public String rule() {
    String least = min == null ? "" : "at least " + min;
    String most = max == null ? "" : "at most " + max;
    return least.isEmpty() || most.isEmpty() ? least + most : least + " and " + most;
  }

  /** Whether a value keeps the rule. A value that is no number does not. */
  public boolean holds(double value) {
    return (min == null || value >= min) && (max == null || value <= max) && !Double.isNaN(value);
  }
}
