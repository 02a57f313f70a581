package dev.mlharness.tracking;

import org.jspecify.annotations.Nullable;

/**
 * The model that training logged.
 *
 * @param uri as tasks load it: {@code models:/m-…} or {@code runs:/…}
 * @param source as the registry stores it: where the artifacts lie
 * @param modelId MLflow's id of the logged model, if it has one
 */
public record LoggedModel(String uri, String source, String runId, @Nullable String modelId) {}
