package dev.mlharness.activities.registry;

import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.tracking.LoggedModel;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version as its registry shows it.
 *
 * @param runId the MLflow run it came from
 * @param modelId MLflow's id of the logged model, where the registry keeps it
 * @param source what it was made from
 */
record Registration(
    String model,
    String version,
    @Nullable String runId,
    @Nullable String modelId,
    @Nullable String source,
    State state,
    Map<String, String> tags) {

  Registration {
    tags = Map.copyOf(tags);
  }

  enum State {
    /** Made, but not yet declared complete. */
    PENDING,
    READY,
    /** The registry could not finish it; it can never be used. */
    FAILED
  }

  boolean hasKey(String key) {
    return key.equals(tags.get(Tags.KEY));
  }

  boolean hasNoKey() {
    return !tags.containsKey(Tags.KEY);
  }

  /**
   * Whether this is a version of just that logged model, and not of another that the run logged.
   */
  boolean isOf(LoggedModel logged) {
    if (!logged.runId().equals(runId)) {
      return false;
    }
    String id = logged.modelId();
    if (id != null && (id.equals(modelId) || (source != null && source.contains(id)))) {
      return true;
    }
    return Objects.equals(source, logged.source()) || Objects.equals(source, logged.uri());
  }

  ModelVersion toModelVersion() {
    return new ModelVersion(model, version, runId, tags);
  }
}
