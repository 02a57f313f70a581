package dev.mlharness.activities.admission;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;

/** What an identity provider publishes of itself (OpenID Connect Discovery 1.0). */
final class Discovery {
  private static final String PATH = "/.well-known/openid-configuration";

  private Discovery() {}

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when it does not say
   */
  static URI keysOf(URI issuer, ResourceRetriever http) {
    String address = issuer.toString().replaceAll("/+$", "") + PATH;
    try {
      String content = http.retrieveResource(URI.create(address).toURL()).getContent();
      Map<String, Object> document = JSONObjectUtils.parse(content);
      String self = JSONObjectUtils.getString(document, "issuer");
      if (!issuer.toString().equals(self)) {
        throw failure(address, "it is the document of " + self);
      }
      URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
      if (keys == null) {
        throw failure(address, "it names no jwks_uri");
      }
      return keys;
    } catch (IOException | ParseException e) {
      throw failure(address, String.valueOf(e.getMessage()));
    }
  }

  private static RuntimeException failure(String address, String why) {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "The identity provider of people does not say where its keys are: %s: %s. Check mlharness.people.issuer, or set mlharness.people.keys."
            .formatted(address, why));
  }
}
