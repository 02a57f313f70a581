package dev.mlharness.starter.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/**
 * Who makes a request, proven by a token of the identity provider.
 *
 * @param name by which the person is known in records
 * @param subject under which the identity provider knows the person
 * @param token as it came, for the desk of the worker; kept as long as the request takes; null:
 *     there is none
 */
public record Caller(String name, String subject, @Nullable String token) {

  /** Whoever brings a token with a request, or has brought one when a session began. */
  static Caller of(AbstractOAuth2TokenAuthenticationToken<?> authentication) {
    Jwt jwt = (Jwt) authentication.getToken();
    return new Caller(
        authentication.getName(), Objects.requireNonNull(jwt.getSubject()), jwt.getTokenValue());
  }

  @Override
  public String toString() {
    return name;
  }
}
