package dev.mlharness.activities.check;

import dev.mlharness.activities.check.MetricsText.Sample;
import dev.mlharness.check.Measurement;
import dev.mlharness.recipe.LiveCheck.OfEndpoint;
import java.util.List;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What the metrics of an endpoint's last minute say. */
record EndpointSamples(List<Sample> samples) {
  private static final String ALL = "request_count_total";
  private static final String REFUSED = "request_4xx_count_total";
  private static final String FAILED = "request_5xx_count_total";
  private static final String LATENCY = "request_latency_ms";

  /** Names under which the served model stands, newest first. */
  private static final List<String> SERVED = List.of("served_entity_name", "served_model_name");

  /** Those of one served model; null: of all. */
  EndpointSamples of(@Nullable String servedModel) {
    return servedModel == null
        ? this
        : new EndpointSamples(
            samples.stream()
                .filter(
                    sample ->
                        SERVED.stream()
                            .map(label -> sample.labels().get(label))
                            .anyMatch(servedModel::equals))
                .toList());
  }

  Measurement measure(OfEndpoint wanted) {
    double all = sum(ALL);
    return switch (wanted.metric()) {
      case ERROR_RATE -> share(wanted, all, sum(REFUSED) + sum(FAILED));
      case ERROR_RATE_4XX -> share(wanted, all, sum(REFUSED));
      case ERROR_RATE_5XX -> share(wanted, all, sum(FAILED));
      case REQUEST_COUNT -> Measurement.of(all, "requests in the last minute");
      case LATENCY_P50_MS -> quantile(wanted, 0.50);
      case LATENCY_P95_MS -> quantile(wanted, 0.95);
      case LATENCY_P99_MS -> quantile(wanted, 0.99);
      case LATENCY_MEAN_MS -> mean(wanted);
      case CPU_USAGE_PERCENTAGE, MEM_USAGE_PERCENTAGE -> highest(wanted);
    };
  }

  private Measurement share(OfEndpoint wanted, double all, double part) {
    return all < wanted.minRequests()
        ? tooFew(wanted, all)
        : Measurement.of(
            part / all, "%.0f of %.0f requests in the last minute".formatted(part, all));
  }

  private Measurement mean(OfEndpoint wanted) {
    double count = sum(LATENCY + "_count");
    return count < wanted.minRequests()
        ? tooFew(wanted, count)
        : Measurement.of(sum(LATENCY + "_sum") / count, requests(count));
  }

  private Measurement quantile(OfEndpoint wanted, double rank) {
    NavigableMap<Double, Double> buckets = buckets();
    double count = buckets.isEmpty() ? 0 : buckets.lastEntry().getValue();
    return count < wanted.minRequests()
        ? tooFew(wanted, count)
        : Measurement.of(within(buckets, rank * count), requests(count));
  }

  /** Cumulative counts by upper bound, of all series together. */
  private NavigableMap<Double, Double> buckets() {
    NavigableMap<Double, Double> buckets = new TreeMap<>();
    for (Sample sample : samples) {
      String bound = sample.labels().get("le");
      if (sample.name().equals(LATENCY + "_bucket") && bound != null) {
        buckets.merge(MetricsText.number(bound), sample.value(), Double::sum);
      }
    }
    return buckets;
  }

  /** Straight between the bounds of the bucket, as Prometheus does it. */
  private static double within(NavigableMap<Double, Double> buckets, double rank) {
    double lower = 0;
    double below = 0;
    for (Entry<Double, Double> bucket : buckets.entrySet()) {
      double upper = bucket.getKey();
      double upTo = bucket.getValue();
      if (upTo >= rank && upTo > below) {
        return Double.isInfinite(upper)
            ? lower
            : lower + (upper - lower) * (rank - below) / (upTo - below);
      }
      lower = upper;
      below = upTo;
    }
    return lower;
  }

  private Measurement highest(OfEndpoint wanted) {
    OptionalDouble highest = values(wanted.metric().word()).max();
    return highest.isPresent()
        ? Measurement.of(highest.getAsDouble(), "the highest of what the endpoint serves")
        : Measurement.none("the endpoint does not export " + wanted.metric().word());
  }

  private static Measurement tooFew(OfEndpoint wanted, double count) {
    return Measurement.none(
        "%.0f requests in the last minute, of %d that are needed"
            .formatted(count, wanted.minRequests()));
  }

  private static String requests(double count) {
    return "%.0f requests in the last minute".formatted(count);
  }

  private double sum(String name) {
    return values(name).sum();
  }

  private DoubleStream values(String name) {
    return samples.stream()
        .filter(sample -> Objects.equals(sample.name(), name))
        .mapToDouble(Sample::value);
  }
}
