package dev.mlharness.sandbox.jobs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code jobs/run-now}. */
record RunNowRequest(
    long jobId,
    @Nullable String idempotencyToken,
    @Nullable Map<String, String> jobParameters,
    @Nullable Map<String, String> notebookParams,
    @Nullable List<String> pythonParams) {

  /** A start without parameters. */
  static RunNowRequest plain() {
    return new RunNowRequest(0, null, null, null, null);
  }
}
