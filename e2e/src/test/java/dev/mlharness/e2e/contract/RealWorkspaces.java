package dev.mlharness.e2e.contract;

import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.SubjectTokens;
import dev.mlharness.activities.workspace.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Workspaces as a worker's configuration describes them. */
final class RealWorkspaces {
  static final String ROLE = "trainer";

  /** Service principal {@code ml-trainer} of the sandbox's seed. */
  static final String PRINCIPAL = "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b";

  private RealWorkspaces() {}

  /** An MLflow server beside a workspace that is never asked. */
  static Workspace besideWorkspace(URI mlflow) {
    URI nowhere = URI.create("http://127.0.0.1:9");
    return workspace(nowhere, RegistryKind.MLFLOW, nowhere, Path.of("no-token"), mlflow);
  }

  /**
   * @param token where the sandbox projects the worker's identity
   */
  static Workspace ofSandbox(URI sandbox, RegistryKind registry, Path token) {
    return workspace(sandbox, registry, sandbox, token, null);
  }

  private static Workspace workspace(
      URI host, RegistryKind registry, URI issuer, Path token, @Nullable URI tracking) {
    return new Workspace(
        "dev",
        host,
        registry,
        null,
        new Identity(issuer, new SubjectTokens.ProjectedFile(token), null),
        tracking,
        Limits.DEFAULT,
        Map.of(ROLE, new Role(ROLE, PRINCIPAL, null, null, Set.of())));
  }
}
