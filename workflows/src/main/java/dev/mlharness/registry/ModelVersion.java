package dev.mlharness.registry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered version of a model.
 *
 * @param runId the MLflow run it came from; null for a version that the harness did not make
 */
public record ModelVersion(
    String model, String version, @Nullable String runId, Map<String, String> tags) {
  public ModelVersion {
    tags = Map.copyOf(tags);
  }
}
