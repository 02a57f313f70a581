package dev.mlharness.sandbox.idp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Workload identity federation: a program shows the token of the platform that it runs on as its
 * client assertion (RFC 7523), and needs no secret. The platform is this sandbox's own; Spring
 * Authorization Server takes assertions that clients have signed themselves.
 */
final class TrustedWorkloads implements AuthenticationProvider {
  private static final ClientAuthenticationMethod ASSERTION =
      new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

  private final SeededClients clients;
  private final JwtDecoder tokens;
  private final String audience;

  /**
   * @param audience that the platform's tokens must be for
   */
  TrustedWorkloads(SeededClients clients, JwtDecoder tokens, String audience) {
    this.clients = clients;
    this.tokens = tokens;
    this.audience = audience;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication shown) {
    var asked = (OAuth2ClientAuthenticationToken) shown;
    if (!ASSERTION.equals(asked.getClientAuthenticationMethod())) {
      return null;
    }
    RegisteredClient client = clients.findByClientId(String.valueOf(asked.getPrincipal()));
    String subject = client == null ? null : clients.workload(client.getClientId());
    Jwt token = read(String.valueOf(asked.getCredentials()));
    List<String> audiences = token.getAudience();
    if (client == null
        || subject == null
        || !subject.equals(token.getSubject())
        || audiences == null
        || !audiences.contains(audience)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(
        client, ClientAuthenticationMethod.PRIVATE_KEY_JWT, token);
  }

  private Jwt read(String assertion) {
    try {
      return tokens.decode(assertion);
    } catch (JwtException e) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
  }
}
