package dev.mlharness.activities.workspace;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stage may do in a workspace, by being bound to a service principal.
 *
 * @param servicePrincipal its application id (a UUID)
 * @param clusterPolicy id of the cluster policy for runs on clusters of their own
 * @param budgetPolicy id of the budget policy for serverless runs
 * @param groups the groups whose members may use the role; empty: everybody
 */
public record Role(
    String name,
    String servicePrincipal,
    @Nullable String clusterPolicy,
    @Nullable String budgetPolicy,
    Set<String> groups) {
  public Role {
    if (name.isBlank() || servicePrincipal.isBlank()) {
      throw new IllegalArgumentException(
          "role '" + name + "' needs a name and the application id of a service principal");
    }
    groups = Set.copyOf(groups);
  }
}
