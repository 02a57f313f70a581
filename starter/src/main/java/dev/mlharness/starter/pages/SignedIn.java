package dev.mlharness.starter.pages;

import java.util.Map;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Somebody in a session. The same proof, name and roles as of one who brings the token with each
 * request; that one would be kept in no session.
 */
final class SignedIn extends AbstractOAuth2TokenAuthenticationToken<Jwt> {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final OidcIdToken idToken;

  SignedIn(JwtAuthenticationToken proven, OidcIdToken idToken) {
    super(proven.getToken(), proven.getAuthorities());
    this.name = proven.getName();
    this.idToken = idToken;
    setAuthenticated(true);
  }

  /** By which the identity provider knows whom to sign out. */
  OidcIdToken idToken() {
    return idToken;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Map<String, Object> getTokenAttributes() {
    return getToken().getClaims();
  }
}
