package dev.mlharness.activities.workspace;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this worker gets the token by which an identity provider says who it is. */
public sealed interface SubjectTokens {

  /**
   * A file that somebody keeps fresh, as Kubernetes projects service account tokens. Read again at
   * each use.
   */
  record ProjectedFile(Path path) implements SubjectTokens {}

  /** An environment variable, as many CI systems set one. */
  record EnvironmentVariable(String name) implements SubjectTokens {}

  /**
   * A client of the identity provider, by the OAuth client credentials grant.
   *
   * @param tokenEndpoint null: the one that the issuer publishes
   * @param scope null: none is asked for
   */
  record ClientCredentials(
      String clientId, ClientKey key, @Nullable URI tokenEndpoint, @Nullable String scope)
      implements SubjectTokens {}

  /** By what a client proves itself. Always a file: configuration holds no secret. */
  sealed interface ClientKey {

    /** A client secret, on one line. */
    record SecretFile(Path path) implements ClientKey {}

    /**
     * A private key in PKCS #8 PEM, RSA or P-256: signs a client assertion (RFC 7523).
     *
     * @param keyId under which the identity provider knows the public key; null if it has one only
     */
    record PrivateKeyFile(Path path, @Nullable String keyId) implements ClientKey {}
  }
}
