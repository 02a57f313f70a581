package dev.mlharness.sandbox.idp;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OidcLogoutEndpointConfigurer;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * OpenID Connect RP-Initiated Logout. As with where people come back to after they have signed in,
 * a program on this machine may be on any port.
 */
final class SignOut {
  private SignOut() {}

  static void in(OidcLogoutEndpointConfigurer endpoint) {
    endpoint.authenticationProviders(
        providers ->
            providers.stream()
                .filter(OidcLogoutAuthenticationProvider.class::isInstance)
                .map(OidcLogoutAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setAuthenticationValidator(SignOut::check)));
  }

  private static void check(OidcLogoutAuthenticationContext asked) {
    OidcLogoutAuthenticationToken token = asked.getAuthentication();
    Set<String> known = asked.getRegisteredClient().getPostLogoutRedirectUris();
    if (token.getPostLogoutRedirectUri() != null
        && !known.contains(onNoPort(token.getPostLogoutRedirectUri()))) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }
  }

  private static @Nullable String onNoPort(String address) {
    return UriComponentsBuilder.fromUriString(address).port(-1).build().toUriString();
  }
}
