package dev.mlharness.starter.api;

import dev.mlharness.starter.api.ApiProperties.PeopleProperties;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Tells from a verified token who somebody is, and which roles their groups give them. */
public final class PersonTokens implements Converter<Jwt, JwtAuthenticationToken> {
  private final PeopleProperties people;
  private final Map<ApiRole, List<String>> roles;

  public PersonTokens(PeopleProperties people, Map<ApiRole, List<String>> roles) {
    this.people = people;
    this.roles = Map.copyOf(roles);
  }

  @Override
  public JwtAuthenticationToken convert(Jwt jwt) {
    return new JwtAuthenticationToken(
        jwt,
        rolesOf(groups(jwt)).stream()
            .map(role -> new SimpleGrantedAuthority(role.authority()))
            .toList(),
        name(jwt));
  }

  private Set<ApiRole> rolesOf(Collection<String> groups) {
    Set<ApiRole> held = EnumSet.noneOf(ApiRole.class);
    roles.forEach(
        (role, members) -> {
          if (members.stream().anyMatch(groups::contains)) {
            held.add(role);
          }
        });
    return held;
  }

  private Collection<String> groups(Jwt jwt) {
    return jwt.getClaim(people.groupsClaim()) instanceof Collection<?> listed
        ? listed.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** An address that the identity provider has not verified may be somebody else's. */
  private String name(Jwt jwt) {
    String named = text(jwt.getClaim(people.nameClaim()));
    boolean unverified =
        people.nameClaim().equals("email") && Boolean.FALSE.equals(jwt.getClaim("email_verified"));
    return named == null || unverified ? Objects.requireNonNull(jwt.getSubject()) : named;
  }

  private static @Nullable String text(@Nullable Object claim) {
    return claim instanceof String text && !text.isBlank() ? text : null;
  }
}
