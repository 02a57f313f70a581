package dev.mlharness.sandbox.identity;

import java.util.Set;

/**
 * Somebody who can call the workspace.
 *
 * @param name what it is known by everywhere: application id or user name
 * @param id the number that SCIM knows it by
 * @param displayName for people to read
 * @param kind a service principal or a person
 * @param active an inactive principal keeps its id but gets in nowhere
 * @param usedBy names and groups that may let runs run as it ({@code servicePrincipal.user})
 */
public record Principal(
    String name, String id, String displayName, Kind kind, boolean active, Set<String> usedBy) {

  public Principal {
    usedBy = usedBy == null ? Set.of() : Set.copyOf(usedBy);
  }

  /** What a principal can be. */
  public enum Kind {
    SERVICE_PRINCIPAL,
    USER
  }

  /** Whether {@code caller} may let a run run as this principal. */
  public boolean mayBeUsedBy(Caller caller) {
    return caller.admin() || caller.is(name) || usedBy.stream().anyMatch(caller::is);
  }
}
