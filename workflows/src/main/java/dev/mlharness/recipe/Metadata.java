package dev.mlharness.recipe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who a recipe belongs to. The name is lower-case words joined by hyphens. */
public record Metadata(String name, @Nullable String owner, Map<String, String> labels) {
  public Metadata {
    labels = Map.copyOf(labels);
  }
}
