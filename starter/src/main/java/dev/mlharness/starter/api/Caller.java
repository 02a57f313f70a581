package dev.mlharness.starter.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who makes a request, proven by a token of the identity provider.
 *
 * @param name by which the person is known in records
 * @param subject under which the identity provider knows the person
 * @param token as it came, for the desk of the worker; kept as long as the request takes; null:
 *     there is none
 */
public record Caller(String name, String subject, @Nullable String token) {

  static Caller of(JwtAuthenticationToken authentication) {
    Jwt jwt = authentication.getToken();
    return new Caller(
        authentication.getName(), Objects.requireNonNull(jwt.getSubject()), jwt.getTokenValue());
  }

  @Override
  public String toString() {
    return name;
  }
}
