package dev.mlharness.activities.admission;

import java.util.Set;

/**
 * Somebody whose identity provider says who they are.
 *
 * @param name as decisions and tags name people
 * @param subject the identity provider's own id of them, which outlives a change of name
 */
public record Person(String name, String subject, Set<String> groups) {
  public Person {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a person has a name");
    }
    groups = Set.copyOf(groups);
  }

  /** Somebody whose name is their id. */
  public Person(String name, Set<String> groups) {
    this(name, name, groups);
  }
}
