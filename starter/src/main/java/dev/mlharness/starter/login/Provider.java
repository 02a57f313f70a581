package dev.mlharness.starter.login;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider, as its discovery document describes it.
 *
 * @param revocation where tokens are given back; null: nowhere
 */
record Provider(URI issuer, URI device, URI token, @Nullable URI revocation) {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * @throws CommandFailure when it does not answer, or knows no device flow
   */
  static Provider discover(URI issuer) {
    try {
      OIDCProviderMetadata found =
          OIDCProviderMetadata.resolve(
              new Issuer(issuer), (int) PATIENCE.toMillis(), (int) PATIENCE.toMillis());
      if (found.getDeviceAuthorizationEndpointURI() == null
          || found.getTokenEndpointURI() == null) {
        throw CommandFailure.failed(
            "the identity provider " + issuer + " has no device flow (RFC 8628)",
            "name a file with a token of it in MLHARNESS_ID_TOKEN_FILE instead");
      }
      return new Provider(
          issuer,
          found.getDeviceAuthorizationEndpointURI(),
          found.getTokenEndpointURI(),
          found.getRevocationEndpointURI());
    } catch (IOException | GeneralException e) {
      throw CommandFailure.failed(
          "the identity provider %s has no readable discovery document: %s"
              .formatted(issuer, e.getMessage()),
          "check the address, and whether it is up: curl "
              + issuer
              + "/.well-known/openid-configuration");
    }
  }
}
