package dev.mlharness.notify;

import org.jspecify.annotations.Nullable;

/**
 * What a message is about. Names only.
 *
 * @param workflow the workflow id of whoever says it
 * @param pipeline the workflow id of the pipeline; null: it is about none
 * @param digest of the manifest
 */
public record About(
    String workflow,
    @Nullable String pipeline,
    @Nullable String recipe,
    @Nullable String model,
    @Nullable String version,
    @Nullable String workspace,
    @Nullable String digest) {

  /** About nothing but the workflow itself. */
  public static About workflow(String workflow) {
    return new About(workflow, null, null, null, null, null, null);
  }

  /** In a few words. */
  public String subject() {
    if (model == null) {
      return pipeline == null ? workflow : pipeline;
    }
    return version == null ? model : model + " version " + version;
  }
}
