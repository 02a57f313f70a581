package dev.mlharness.sandbox.idp;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.access.SecretFile;
import dev.mlharness.sandbox.seed.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/**
 * The people of the seed, who sign in with a password that each gets at start; it is kept in {@code
 * HOME/people/NAME} and nowhere else.
 */
final class SeededPeople implements UserDetailsService {

  private final Map<String, Person> people = new HashMap<>();
  private final Duration life;

  SeededPeople(SandboxSettings settings, Seed seed) {
    life = settings.idp().tokenLife();
    var groups = seed.section("groups", GroupSeed[].class).orElse(new GroupSeed[0]);
    for (UserSeed user : seed.section("users", UserSeed[].class).orElse(new UserSeed[0])) {
      var file = new SecretFile(settings.home().resolve("people").resolve(user.userName));
      people.put(
          user.userName, new Person(user.displayName, file.writeRandom(), groups(user, groups)));
    }
  }

  private static List<String> groups(UserSeed user, GroupSeed[] groups) {
    return Stream.of(groups)
        .filter(group -> group.members.contains(user.userName))
        .map(GroupSeed::displayName)
        .toList();
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    Person person = people.get(name);
    if (person == null) {
      throw new UsernameNotFoundException("No such person");
    }
    return User.withUsername(name)
        .password("{noop}" + person.password)
        .authorities("PERSON")
        .build();
  }

  /** Adds to a token who the person is. */
  void describe(String name, JwtClaimsSet.Builder claims) {
    Person person = Objects.requireNonNull(people.get(name));
    claims.claim("email", name);
    claims.claim("email_verified", true);
    claims.claim("name", person.displayName);
    claims.claim("groups", person.groups);
    claims.expiresAt(Instant.now().plus(life));
  }

  private record Person(String displayName, String password, List<String> groups) {}

  private record UserSeed(String userName, String displayName) {}

  private record GroupSeed(String displayName, Set<String> members) {}
}
