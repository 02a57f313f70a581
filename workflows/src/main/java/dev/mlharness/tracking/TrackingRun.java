package dev.mlharness.tracking;

import dev.mlharness.access.Access;

/** The MLflow run of a pipeline. */
public record TrackingRun(Access access, String experimentId, String runId, String url) {}
