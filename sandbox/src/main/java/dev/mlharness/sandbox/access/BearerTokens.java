package dev.mlharness.sandbox.access;

import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.tokens.PersonalTokens;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Tells who the bearer of a token is. */
@Component
final class BearerTokens implements AuthenticationManager {

  private final AdminToken admin;
  private final WorkspaceTokens tokens;
  private final RevokedTokens revoked;
  private final PersonalTokens personal;
  private final Directory directory;

  BearerTokens(
      AdminToken admin,
      WorkspaceTokens tokens,
      RevokedTokens revoked,
      PersonalTokens personal,
      Directory directory) {
    this.admin = admin;
    this.tokens = tokens;
    this.revoked = revoked;
    this.personal = personal;
    this.directory = directory;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String token = ((BearerTokenAuthenticationToken) request).getToken();
    return new CallerAuthentication(admin.is(token) ? admin.caller() : bearer(token));
  }

  private Caller bearer(String token) {
    if (revoked.contains(token)) {
      throw new InvalidBearerTokenException("The token was revoked.");
    }
    try {
      return personal
          .use(token)
          .or(() -> Optional.ofNullable(tokens.verify(token).getSubject()))
          .flatMap(directory::caller)
          .orElseThrow(
              () -> new InvalidBearerTokenException("The token's principal is not active."));
    } catch (JwtException e) {
      throw new InvalidBearerTokenException("The token is not valid: " + e.getMessage(), e);
    }
  }
}
