package dev.mlharness.activities.admission;

import java.util.Set;

/**
 * Somebody whose identity provider says who they are.
 *
 * @param name as decisions and tags name people
 */
public record Person(String name, Set<String> groups) {
  public Person {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a person has a name");
    }
    groups = Set.copyOf(groups);
  }
}
