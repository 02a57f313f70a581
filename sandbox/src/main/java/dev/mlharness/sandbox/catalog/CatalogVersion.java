package dev.mlharness.sandbox.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a registered model.
 *
 * @param source where the artifacts lie in MLflow; the sandbox reads them there
 * @param created milliseconds since the epoch
 */
public record CatalogVersion(
    String model,
    long version,
    String source,
    @Nullable String runId,
    @Nullable String modelId,
    @Nullable String comment,
    Status status,
    String createdBy,
    Map<String, String> tags,
    long created,
    long updated) {

  /** Whether the version can be used. */
  public enum Status {
    PENDING_REGISTRATION,
    READY,
    FAILED_REGISTRATION
  }

  String id() {
    return id(model, version);
  }

  static String id(String model, long version) {
    return model + "/" + version;
  }

  CatalogVersion withTags(Map<String, String> changed) {
    return changed(comment, status, changed);
  }

  CatalogVersion withStatus(Status now) {
    return changed(comment, now, tags);
  }

  CatalogVersion withComment(@Nullable String text) {
    return changed(text, status, tags);
  }

  private CatalogVersion changed(@Nullable String text, Status now, Map<String, String> newTags) {
    return new CatalogVersion(
        model,
        version,
        source,
        runId,
        modelId,
        text,
        now,
        createdBy,
        newTags,
        created,
        System.currentTimeMillis());
  }
}
