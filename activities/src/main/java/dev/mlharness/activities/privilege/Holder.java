package dev.mlharness.activities.privilege;

import dev.mlharness.access.Access;
import java.util.Set;

/**
 * Who holds privileges: a role's service principal, by itself and through its groups.
 *
 * @param principal application id
 * @param groups that it is a member of, {@value #EVERYBODY} included
 */
public record Holder(Access access, String principal, Set<String> groups) {

  /** The group of Unity Catalog that everybody is in. */
  static final String EVERYBODY = "account users";

  public Holder {
    groups = Set.copyOf(groups);
  }

  boolean is(String grantee) {
    return principal.equals(grantee) || groups.contains(grantee);
  }
}
