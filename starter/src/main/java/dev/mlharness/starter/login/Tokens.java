package dev.mlharness.starter.login;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.mlharness.starter.console.CommandFailure;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an identity provider handed out: the token to show, and the one that gets the next.
 *
 * @param shown a JWT that says who somebody is
 * @param refresh null: when it has expired, somebody must sign in again
 */
record Tokens(String shown, Instant expires, @Nullable String refresh) {
  /**
   * @param audience for which the API wants tokens; null: the ID token if there is one
   * @param former the refresh token that stays good where there is no other
   * @throws CommandFailure when none of them is for the audience
   */
  static Tokens of(
      AccessTokenResponse response, @Nullable String audience, @Nullable String former) {
    String access = response.getTokens().getAccessToken().getValue();
    String id =
        response instanceof OIDCTokenResponse oidc && oidc.getOIDCTokens().getIDToken() != null
            ? oidc.getOIDCTokens().getIDTokenString()
            : null;
    String shown =
        Stream.of(Optional.ofNullable(id), Optional.of(access))
            .flatMap(Optional::stream)
            .filter(token -> isFor(audience, token))
            .findFirst()
            .orElseThrow(() -> notFor(audience, id == null ? access : id));
    String refresh =
        response.getTokens().getRefreshToken() == null
            ? former
            : response.getTokens().getRefreshToken().getValue();
    return new Tokens(shown, expiry(shown), refresh);
  }

  /** Who it says that somebody is. It is the API that verifies it. */
  String person() {
    JWTClaimsSet claims = claims(shown);
    Object email = claims == null ? null : claims.getClaim("email");
    return email instanceof String text && !text.isBlank()
        ? text
        : String.valueOf(claims == null ? null : claims.getSubject());
  }

  private static boolean isFor(@Nullable String audience, String token) {
    JWTClaimsSet claims = claims(token);
    return claims != null
        && claims.getExpirationTime() != null
        && (audience == null || claims.getAudience().contains(audience));
  }

  private static CommandFailure notFor(@Nullable String audience, String token) {
    JWTClaimsSet claims = claims(token);
    return CommandFailure.failed(
        "the identity provider gave no token for the audience %s (%s)"
            .formatted(
                audience,
                claims == null ? "what it gave is no JWT" : "but for " + claims.getAudience()),
        "have the client's tokens issued for it, or ask for its scope with --scope");
  }

  private static Instant expiry(String token) {
    JWTClaimsSet claims = claims(token);
    return claims == null ? Instant.EPOCH : claims.getExpirationTime().toInstant();
  }

  private static @Nullable JWTClaimsSet claims(String token) {
    try {
      return JWTParser.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      return null; // An access token may be anything.
    }
  }

  @Override
  public String toString() {
    return "tokens that expire at " + expires;
  }
}
