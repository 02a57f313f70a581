package dev.mlharness.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A metric that was taken twice.
 *
 * @param before null: it was not taken the first time
 * @param after null: it was not taken the second time
 * @param difference after minus before; null unless it was taken both times
 */
public record MetricPair(
    String name, @Nullable Double before, @Nullable Double after, @Nullable Double difference) {

  static MetricPair of(String name, @Nullable Double before, @Nullable Double after) {
    return new MetricPair(
        name, before, after, before == null || after == null ? null : after - before);
  }

  /** Each metric that either has, by name. */
  public static List<MetricPair> of(Map<String, Double> before, Map<String, Double> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<MetricPair> pairs = new ArrayList<>();
    names.forEach(name -> pairs.add(of(name, before.get(name), after.get(name))));
    return List.copyOf(pairs);
  }

  /** For people: what it was, and what it is. */
  public String words() {
    return "%s: %s → %s"
        .formatted(name, before == null ? "none" : before, after == null ? "none" : after);
  }

  /** Whether it is the same number, or nearly: at most the tolerance apart. */
  public boolean within(double tolerance) {
    // Not-a-number is what it was before, and nothing else.
    return before != null
        && after != null
        && (before.equals(after) || Math.abs(after - before) <= tolerance);
  }
}
