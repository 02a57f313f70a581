package dev.mlharness.activities.workspace;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stage may do in a workspace, by being bound to a service principal.
 *
 * @param servicePrincipal its application id (a UUID)
 * @param clusterPolicy id of the cluster policy for runs on clusters of their own
 * @param budgetPolicy id of the budget policy for serverless runs
 * @param cloud as whom runs on clusters of their own meet the cloud; null: as the cluster policy
 *     says
 * @param reaches as whom this worker itself reaches the clouds for the role
 * @param groups the groups whose members may use the role; empty: everybody
 * @param runs who may see and cancel the role's runs
 */
public record Role(
    String name,
    String servicePrincipal,
    @Nullable String clusterPolicy,
    @Nullable String budgetPolicy,
    @Nullable CloudPrincipal cloud,
    CloudIdentities reaches,
    Set<String> groups,
    RunPermissions runs) {
  public Role {
    if (name.isBlank() || servicePrincipal.isBlank()) {
      throw new IllegalArgumentException(
          "role '" + name + "' needs a name and the application id of a service principal");
    }
    groups = Set.copyOf(groups);
  }

  /** A role for which this worker itself reaches no cloud. */
  public Role(
      String name,
      String servicePrincipal,
      @Nullable String clusterPolicy,
      @Nullable String budgetPolicy,
      @Nullable CloudPrincipal cloud,
      Set<String> groups,
      RunPermissions runs) {
    this(
        name,
        servicePrincipal,
        clusterPolicy,
        budgetPolicy,
        cloud,
        CloudIdentities.NONE,
        groups,
        runs);
  }

  /** A role of no cloud principal, whose runs are for those to see and cancel who may use it. */
  public Role(
      String name,
      String servicePrincipal,
      @Nullable String clusterPolicy,
      @Nullable String budgetPolicy,
      Set<String> groups) {
    this(
        name,
        servicePrincipal,
        clusterPolicy,
        budgetPolicy,
        null,
        CloudIdentities.NONE,
        groups,
        new RunPermissions(groups, Set.of()));
  }
}
