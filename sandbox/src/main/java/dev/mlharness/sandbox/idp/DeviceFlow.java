package dev.mlharness.sandbox.idp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceAuthorizationRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * RFC 8628, for clients without a secret: a program shows a code, and a person confirms it in a
 * browser anywhere. Spring Authorization Server has the flow, and knows no such clients in it.
 */
final class DeviceFlow {
  static final String ACTIVATE = "/activate";
  static final String CONSENT = "/consent";
  static final String VERIFICATION = "/oauth2/device_verification";

  private static final String REQUEST = "/oauth2/device_authorization";
  private static final String TOKEN = "/oauth2/token";
  private static final Set<String> GRANTS =
      Set.of(
          AuthorizationGrantType.DEVICE_CODE.getValue(),
          AuthorizationGrantType.REFRESH_TOKEN.getValue());

  private DeviceFlow() {}

  static OAuth2AuthorizationServerConfigurer in(
      OAuth2AuthorizationServerConfigurer server, SeededClients clients) {
    return server
        .clientAuthentication(
            client ->
                client
                    .authenticationConverter(request -> client(request, clients))
                    .authenticationProvider(new Clients(clients)))
        .deviceAuthorizationEndpoint(
            endpoint ->
                endpoint
                    .verificationUri(ACTIVATE)
                    .deviceAuthorizationRequestConverter(new WithoutOpenid()))
        .tokenEndpoint(
            endpoint ->
                endpoint.accessTokenRequestConverters(
                    converters -> converters.add(0, new PolitePolls())))
        .deviceVerificationEndpoint(
            endpoint ->
                endpoint
                    .consentPage(CONSENT)
                    .deviceVerificationResponseHandler(DevicePages::confirmed)
                    .errorResponseHandler(DevicePages::refused));
  }

  /** Who names itself, and shows nothing. */
  private static @Nullable Authentication client(
      HttpServletRequest request, SeededClients clients) {
    String id = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
    boolean asks =
        request.getRequestURI().equals(REQUEST)
            || (request.getRequestURI().equals(TOKEN)
                && GRANTS.contains(
                    String.valueOf(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))));
    if (id == null || !asks || request.getHeader("Authorization") != null) {
      return null;
    }
    // Here, as what one provider refuses another may refuse for its own reason.
    if (known(clients, id) == null) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(
        id, ClientAuthenticationMethod.NONE, null, Map.of(REQUEST, true));
  }

  private static @Nullable RegisteredClient known(SeededClients clients, String id) {
    RegisteredClient client = clients.findByClientId(id);
    return client != null
            && client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.DEVICE_CODE)
        ? client
        : null;
  }

  /** Lets clients pass that need no secret in this flow. */
  private record Clients(SeededClients clients) implements AuthenticationProvider {
    @Override
    public @Nullable Authentication authenticate(Authentication shown) {
      var named = (OAuth2ClientAuthenticationToken) shown;
      if (!named.getAdditionalParameters().containsKey(REQUEST)) {
        return null;
      }
      RegisteredClient client = known(clients, String.valueOf(named.getPrincipal()));
      return client == null
          ? null
          : new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> type) {
      return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
  }

  /**
   * Providers of OpenID Connect take the scope openid here. Spring refuses it, as it has no ID
   * token to give in this flow; its access token says the same.
   */
  private static final class WithoutOpenid implements AuthenticationConverter {
    private final AuthenticationConverter usual =
        new OAuth2DeviceAuthorizationRequestAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
      if (!(usual.convert(request)
          instanceof OAuth2DeviceAuthorizationRequestAuthenticationToken asked)) {
        return null;
      }
      Set<String> scopes = new HashSet<>(asked.getScopes());
      scopes.remove(OidcScopes.OPENID);
      return new OAuth2DeviceAuthorizationRequestAuthenticationToken(
          (Authentication) asked.getPrincipal(),
          request.getRequestURL().toString(),
          scopes,
          asked.getAdditionalParameters());
    }
  }
}
