package dev.mlharness.activities.approval;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is in which group now. */
public interface PeopleDirectory {

  /** Whether there is a directory of the people of this workspace. */
  boolean knows(String workspace);

  /**
   * Those who are in a group now, by themselves or through other groups, and are active.
   *
   * @return empty when there is no such group
   * @throws io.temporal.failure.ApplicationFailure of the type that the error calls for
   */
  Optional<Set<Member>> members(String workspace, String group);

  /** Where no workspace has a directory: what tokens say of groups is all that is known. */
  static PeopleDirectory none() {
    return new PeopleDirectory() {
      @Override
      public boolean knows(String workspace) {
        return false;
      }

      @Override
      public Optional<Set<Member>> members(String workspace, String group) {
        return Optional.empty();
      }
    };
  }

  /**
   * Somebody in a group.
   *
   * @param id in the directory
   * @param names by which they are known: user name and e-mail addresses
   */
  record Member(String id, Set<String> names) {
    public Member {
      names = names.stream().map(Member::same).collect(Collectors.toUnmodifiableSet());
    }

    public boolean is(String name) {
      return names.contains(same(name));
    }

    private static String same(String name) {
      return name.strip().toLowerCase(Locale.ROOT);
    }
  }
}
