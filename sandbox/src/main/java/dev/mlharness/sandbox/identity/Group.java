package dev.mlharness.sandbox.identity;

import java.util.Set;

/**
 * A named set of principals.
 *
 * @param displayName what it is known by in grants and gates
 * @param id the number that SCIM knows it by
 * @param members names of the principals in it
 */
public record Group(String displayName, String id, Set<String> members) {

  /** Whoever is in the group of this name may do everything. */
  public static final String ADMINS = "admins";

  public Group {
    members = members == null ? Set.of() : Set.copyOf(members);
  }
}
