package dev.mlharness.starter.doctor;

import dev.mlharness.starter.sandbox.LocalRole;
import dev.mlharness.starter.sandbox.SandboxSession;
import java.net.URI;
import java.nio.file.Path;

/**
 * MLflow as the roles reach it: through the workspace.
 *
 * @param token the worker's own, which the sandbox keeps fresh
 */
record TrackingCheck(URI sandbox, Path token) {

  Check check() {
    return new Check("MLflow through the sandbox", this::look);
  }

  private Finding look() {
    SandboxSession.open(sandbox, token, LocalRole.TRAINER)
        .get("/api/2.0/mlflow/experiments/search?max_results=1");
    return new Finding.Fine("answers");
  }
}
