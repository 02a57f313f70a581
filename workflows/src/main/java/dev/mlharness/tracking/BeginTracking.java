package dev.mlharness.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;
import dev.mlharness.recipe.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * @param key identifies the pipeline execution; the same key always means the same MLflow run
 * @param reproduces the version that is trained again, as {@code MODEL/VERSION}; null: none is
 */
public record BeginTracking(
    Access access,
    String key,
    String pipeline,
    Manifest manifest,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reproduces)
    implements Subject {

  @Override
  public String subject() {
    return "MLflow run of " + pipeline;
  }
}
