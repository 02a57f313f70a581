package dev.mlharness.tracking;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;
import dev.mlharness.recipe.Manifest;

/**
 * @param key identifies the pipeline execution; the same key always means the same MLflow run
 */
public record BeginTracking(Access access, String key, String pipeline, Manifest manifest)
    implements Subject {

  @Override
  public String subject() {
    return "MLflow run of " + pipeline;
  }
}
