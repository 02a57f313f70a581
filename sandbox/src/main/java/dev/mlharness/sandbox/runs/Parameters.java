package dev.mlharness.sandbox.runs;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters by name, one layer over another. */
final class Parameters {

  private Parameters() {}

  static Map<String, String> overlaid(
      @Nullable Map<String, String> below, @Nullable Map<String, String> above) {
    Map<String, String> all = new TreeMap<>();
    if (below != null) {
      all.putAll(below);
    }
    if (above != null) {
      all.putAll(above);
    }
    return all;
  }
}
