package dev.mlharness.privilege;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The privileges of every role of a recipe.
 *
 * @param roles empty where the workspace does not have them looked at
 */
public record PrivilegeReport(String workspace, PrivilegeMode mode, List<RolePrivileges> roles) {
  public PrivilegeReport {
    roles = List.copyOf(roles);
  }

  /** Whether some stage would fail. */
  public boolean lacks() {
    return roles.stream().anyMatch(role -> !role.missing().isEmpty());
  }

  /** Whether some role may do more than it must. */
  public boolean exceeds() {
    return roles.stream().anyMatch(role -> !role.excess().isEmpty());
  }

  /** Whether no pipeline may begin because of what is too much. */
  public boolean refuses() {
    return mode == PrivilegeMode.STRICT && exceeds();
  }

  /** What to ask for, for people. */
  public String missingWords() {
    return "privileges are missing in workspace '%s': %s Then retry."
        .formatted(workspace, words(RolePrivileges::missing, "needs"));
  }

  /** What to take back, for people. */
  public String excessWords() {
    return "roles may do more in workspace '%s' than the recipe needs: %s"
        .formatted(workspace, words(RolePrivileges::excess, "holds"));
  }

  private String words(Function<RolePrivileges, List<Finding>> findings, String verb) {
    return roles.stream()
        .flatMap(
            role ->
                findings.apply(role).stream()
                    .map(
                        finding ->
                            "role '%s' %s %s on %s (%s): %s"
                                .formatted(
                                    role.role(),
                                    verb,
                                    finding.privilege(),
                                    finding.on(),
                                    finding.why(),
                                    finding.statement())))
        .collect(Collectors.joining(" "));
  }
}
