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

  /** A job of GitHub Actions, which asks its runner. The job needs {@code id-token: write}. */
  record GitHubActions() implements SubjectTokens {}

  /**
   * A managed identity of Azure, from the app's own endpoint where there is one, else from the
   * metadata service of the machine.
   *
   * @param clientId which one, where there are several; null: the only one
   */
  record AzureManagedIdentity(@Nullable String clientId) implements SubjectTokens {}

  /** The service account of a machine or pod of Google Cloud, from its metadata server. */
  record GoogleMetadata() implements SubjectTokens {}

  /**
   * The web identity of a pod on AWS (IAM roles for service accounts): the file that {@code
   * AWS_WEB_IDENTITY_TOKEN_FILE} names.
   */
  record AwsWebIdentity() implements SubjectTokens {}

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

    /**
     * A token of somebody whom the identity provider trusts to vouch for the client, in a file that
     * is read again at each use: so Azure's workload identity turns a projected service account
     * token into one of Entra.
     */
    record AssertionFile(Path path) implements ClientKey {}
  }
}
