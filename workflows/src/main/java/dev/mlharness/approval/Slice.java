package dev.mlharness.approval;

import dev.mlharness.recipe.Validate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A part of the data on which the candidate was judged by itself. Its metrics are logged as {@code
 * SLICE/METRIC}.
 *
 * @param filter which rows belong to it, in the words of the recipe; null when it does not say
 * @param metrics of the candidate, without the name of the slice
 */
public record Slice(String name, @Nullable String filter, Map<String, Double> metrics) {
  public Slice {
    metrics = Map.copyOf(metrics);
  }

  /** What was logged of each slice that the recipe names. */
  public static List<Slice> of(List<Validate.Slice> slices, Map<String, Double> metrics) {
    return slices.stream()
        .map(slice -> new Slice(slice.name(), slice.filter(), of(slice.prefix(), metrics)))
        .toList();
  }

  private static Map<String, Double> of(String prefix, Map<String, Double> metrics) {
    Map<String, Double> own = new TreeMap<>();
    metrics.forEach(
        (metric, value) -> {
          if (metric.startsWith(prefix)) {
            own.put(metric.substring(prefix.length()), value);
          }
        });
    return own;
  }
}
