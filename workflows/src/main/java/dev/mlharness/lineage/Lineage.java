package dev.mlharness.lineage;

import dev.mlharness.recipe.Manifest;
import dev.mlharness.registry.ModelVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's way back to its recipe, read from what the harness wrote on the version and the MLflow
 * run, so that it outlives Temporal's retention.
 *
 * @param endpoint null when the trace began at a model
 * @param manifest null for a version that the harness did not make
 * @param pipeline workflow id
 * @param decisions who approved, when, with which comment, as written at promotion
 * @param environment pip requirements logged with the model; empty when they cannot be read
 * @param remarks what does not fit, one sentence each: a manifest that is not what its digest says,
 *     a run that was deleted. Empty when the whole way could be gone
 */
public record Lineage(
    @Nullable String endpoint,
    ModelVersion version,
    List<String> aliases,
    @Nullable Manifest manifest,
    @Nullable String pipeline,
    Map<String, String> runs,
    Map<String, String> parameters,
    Map<String, Double> metrics,
    List<String> decisions,
    List<String> environment,
    List<String> remarks,
    @Nullable String trackingUrl) {
  public Lineage {
    aliases = List.copyOf(aliases);
    runs = Map.copyOf(runs);
    parameters = Map.copyOf(parameters);
    metrics = Map.copyOf(metrics);
    decisions = List.copyOf(decisions);
    environment = List.copyOf(environment);
    remarks = List.copyOf(remarks);
  }
}
