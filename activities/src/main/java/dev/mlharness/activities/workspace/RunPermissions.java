package dev.mlharness.activities.workspace;

import java.util.Set;

/**
 * Who may do what with the runs of a role, beside the service principal that owns them. Groups of
 * the workspace, which has them from the identity provider.
 *
 * @param operators groups that see, cancel and repair the runs
 * @param viewers groups that see the runs and their output
 */
public record RunPermissions(Set<String> operators, Set<String> viewers) {
  public static final RunPermissions NONE = new RunPermissions(Set.of(), Set.of());

  public RunPermissions {
    operators = Set.copyOf(operators);
    viewers = Set.copyOf(viewers);
  }
}
