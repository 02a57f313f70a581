package dev.mlharness.activities.lineage;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * As whom a trace reads: it belongs to no recipe, so no recipe names its role. The role {@value
 * #ROLE} if the workspace has one, else the first by name that is not the auditor's.
 */
public record Readers(Workspaces workspaces) {
  static final String ROLE = "reader";

  /**
   * @param name of the workspace; null: the default one
   */
  public Access of(@Nullable String name) {
    Workspace workspace = workspaces.named(name == null ? Workspaces.DEFAULT : name);
    return new Access(workspace.name(), role(workspace));
  }

  private static String role(Workspace workspace) {
    Set<String> roles = new TreeSet<>(workspace.roles().keySet());
    if (workspace.auditor() != null) {
      roles.remove(workspace.auditor());
    }
    if (roles.isEmpty()) {
      throw Failures.of(
          FailureType.ACCESS_DENIED,
          "Workspace '%s' has no role to read with: configure one, best named '%s'."
              .formatted(workspace.name(), ROLE));
    }
    return roles.contains(ROLE) ? ROLE : roles.iterator().next();
  }
}
