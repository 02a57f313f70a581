package dev.mlharness.sandbox.federation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's id and secret, from the Authorization header or from the form (RFC 6749, 2.3.1). */
record ClientSecret(String clientId, String secret) {

  private static final String BASIC = "Basic ";

  static ClientSecret of(Map<String, String> form, @Nullable String authorization) {
    if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(authorization.substring(BASIC.length()));
    }
    String id = form.get("client_id");
    String secret = form.get("client_secret");
    if (id == null || secret == null) {
      throw OAuthException.invalidRequest("client_id or client_secret is missing.");
    }
    return new ClientSecret(id, secret);
  }

  private static ClientSecret basic(String encoded) {
    try {
      String both = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      if (colon >= 0) {
        return new ClientSecret(both.substring(0, colon), both.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      throw OAuthException.invalidRequest("The Authorization header is not Base64.");
    }
    throw OAuthException.invalidRequest("The Authorization header is not 'id:secret'.");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ClientSecret[clientId=" + clientId + "]";
  }
}
