package dev.mlharness.activities.admission;

import java.util.Set;

/** Whom the worker takes starts from. */
public sealed interface Trust {

  /**
   * From whoever can start workflows in the namespace; for development.
   *
   * @param openRoles roles that such starts may use, although they are for members of groups
   */
  record Namespace(Set<String> openRoles) implements Trust {
    public Namespace {
      openRoles = Set.copyOf(openRoles);
    }
  }

  /** From those who prove who they are, by a signed start. */
  record Signed() implements Trust {}
}
