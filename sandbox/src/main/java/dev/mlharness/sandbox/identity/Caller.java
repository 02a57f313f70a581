package dev.mlharness.sandbox.identity;

import java.util.Set;

/**
 * Who makes a request. A controller takes it as {@code @AuthenticationPrincipal Caller}.
 *
 * @param name the application id of a service principal, or the user name of a person
 * @param groups display names of the groups it is in, "admins" among them
 * @param admin whether it may do everything
 */
public record Caller(String name, Set<String> groups, boolean admin) {

  public Caller {
    groups = Set.copyOf(groups);
  }

  /** Whether a grant to {@code principal} (an application id, user name or group) covers it. */
  public boolean is(String principal) {
    return name.equals(principal) || groups.contains(principal);
  }
}
