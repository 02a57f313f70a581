package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.ApiRole;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who looks at a page, as templates ask: what is not allowed is not offered. */
public record Person(String name, Set<ApiRole> roles) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Null: nobody has signed in. */
  static @Nullable Person of(@Nullable Principal principal) {
    if (!(principal instanceof SignedIn person)) {
      return null;
    }
    Set<ApiRole> held = EnumSet.noneOf(ApiRole.class);
    Arrays.stream(ApiRole.values())
        .filter(
            role ->
                person.getAuthorities().stream()
                    .anyMatch(given -> role.authority().equals(given.getAuthority())))
        .forEach(held::add);
    return new Person(person.getName(), held);
  }

  public boolean mayRead() {
    return roles.contains(ApiRole.READER);
  }

  public boolean mayRun() {
    return roles.contains(ApiRole.RUNNER);
  }

  public boolean mayApprove() {
    return roles.contains(ApiRole.APPROVER);
  }

  public boolean mayOperate() {
    return roles.contains(ApiRole.OPERATOR);
  }

  public boolean mayAudit() {
    return roles.contains(ApiRole.AUDITOR);
  }
}
