package dev.mlharness.tracking;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;

/** The MLflow run of a pipeline. */
public record TrackingRun(Access access, String experimentId, String runId, String url)
    implements Subject {

  @Override
  public String subject() {
    return "MLflow run " + runId;
  }
}
