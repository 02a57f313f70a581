package dev.mlharness.e2e.contract;

import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.SubjectTokens.ProjectedFile;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.e2e.contract.WorkspaceContract.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A workspace of yours, given by environment variables:
 *
 * <ul>
 *   <li>{@code CONTRACT_HOST}: {@code https://dbc-12345678-abcd.cloud.databricks.com}
 *   <li>{@code CONTRACT_SERVICE_PRINCIPAL}: application id of one whose federation policy trusts
 *       the token
 *   <li>{@code CONTRACT_ISSUER} and {@code CONTRACT_TOKEN_FILE}: the identity provider, and a file
 *       with a token of its
 *   <li>{@code CONTRACT_TASKS}: a workspace folder with the files of {@code
 *       e2e/src/test/resources/contract}, for example by {@code databricks workspace import-dir}
 * </ul>
 */
final class ConfiguredWorkspace {
  static final String HOST = "CONTRACT_HOST";
  private static final String ROLE = "contract";

  private ConfiguredWorkspace() {}

  static Target target() {
    Role role = new Role(ROLE, need("CONTRACT_SERVICE_PRINCIPAL"), null, null, Set.of());
    var identity =
        new Identity(
            URI.create(need("CONTRACT_ISSUER")),
            new ProjectedFile(Path.of(need("CONTRACT_TOKEN_FILE"))),
            null);
    var workspace =
        new Workspace(
            "configured",
            URI.create(need(HOST)),
            RegistryKind.UNITY_CATALOG,
            null,
            identity,
            null,
            Limits.DEFAULT,
            Map.of(ROLE, role));
    return new Target(workspace, ROLE, need("CONTRACT_TASKS"));
  }

  private static String need(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(variable + " is not set; see ConfiguredWorkspace");
    }
    return value;
  }
}
