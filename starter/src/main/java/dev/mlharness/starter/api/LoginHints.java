package dev.mlharness.starter.api;

import java.net.URI;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;

/**
 * What a client must know to get a token for the API: RFC 9728, and what that has no word for. None
 * of it is secret.
 */
final class LoginHints {
  /** The command line's client at the identity provider. */
  private static final String CLIENT = "mlharness_client";

  /** For which tokens must be issued: identity providers name resources as they like. */
  private static final String AUDIENCE = "mlharness_audience";

  private LoginHints() {}

  static void add(OAuth2ProtectedResourceMetadata.Builder document, ApiProperties properties) {
    ApiProperties.PeopleProperties people = properties.people();
    if (people == null || people.issuer() == null || people.audience() == null) {
      return;
    }
    URI issuer = people.issuer();
    document.authorizationServer(issuer.toString());
    document.claim(AUDIENCE, people.audience());
    ApiProperties.CommandLine client = properties.api().commandLine();
    client.scopes().forEach(document::scope);
    if (client.clientId() != null) {
      document.claim(CLIENT, client.clientId());
    }
  }
}
