package dev.mlharness.activities.credentials;

import java.util.List;

/** What this worker's own token says of it. Not verified. */
public record Introduction(String issuer, String subject, List<String> audience) {
  public Introduction {
    audience = List.copyOf(audience);
  }

  /** What a token says; of an opaque one, nothing is known. */
  public static Introduction of(SecretToken token) {
    Claims claims = Claims.of(token);
    return new Introduction(claims.issuer(), claims.subject(), claims.audience());
  }
}
