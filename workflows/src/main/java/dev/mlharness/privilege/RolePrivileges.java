package dev.mlharness.privilege;

import java.util.Collection;
import java.util.List;

/**
 * What a role may do, beside what it must.
 *
 * @param principal application id of its service principal
 * @param stages that run as this role, by word
 * @param needed whether held or not
 * @param missing needed, and not held
 * @param excess held on something that the recipe touches, or around it, and not needed
 */
public record RolePrivileges(
    String role,
    String principal,
    List<String> stages,
    List<Need> needed,
    List<Finding> missing,
    List<Finding> excess) {
  public RolePrivileges {
    stages = List.copyOf(stages);
    needed = List.copyOf(needed);
    missing = List.copyOf(missing);
    excess = List.copyOf(excess);
  }

  /** Whether it is needed, and not held. */
  public boolean isMissing(Need need) {
    return missing.contains(Finding.missing(need, principal));
  }

  /**
   * Compares.
   *
   * @param held all that the principal has on what it touches and on what holds that
   */
  public static RolePrivileges of(RoleNeeds wanted, String principal, Collection<Held> held) {
    Excess excess = new Excess(wanted);
    return new RolePrivileges(
        wanted.role(),
        principal,
        wanted.stages(),
        wanted.needs(),
        wanted.needs().stream()
            .filter(need -> held.stream().noneMatch(need::isMetBy))
            .map(need -> Finding.missing(need, principal))
            .toList(),
        held.stream()
            .distinct()
            .flatMap(one -> excess.reason(one).map(why -> Finding.excess(one, why)).stream())
            .toList());
  }
}
