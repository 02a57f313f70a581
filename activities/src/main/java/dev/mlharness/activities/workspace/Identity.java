package dev.mlharness.activities.workspace;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * As whom this worker introduces itself to a workspace.
 *
 * @param issuer the identity provider, as the {@code iss} of its tokens
 * @param audience for whom tokens are asked; null leaves it to the identity provider
 */
public record Identity(URI issuer, SubjectTokens tokens, @Nullable String audience) {
  public Identity {
    if (!issuer.isAbsolute()) {
      throw new IllegalArgumentException(
          "identity.issuer '" + issuer + "' is not an absolute URL, as in https://idp.example.com");
    }
  }
}
