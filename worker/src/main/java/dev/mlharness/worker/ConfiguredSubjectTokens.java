package dev.mlharness.worker;

import static dev.mlharness.worker.ConfiguredWorkspaces.need;

import dev.mlharness.activities.workspace.SubjectTokens;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey;
import dev.mlharness.worker.HarnessProperties.ClientProperties;
import dev.mlharness.worker.HarnessProperties.SubjectTokenProperties;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the worker's own identity comes from, as configured. */
final class ConfiguredSubjectTokens {
  private ConfiguredSubjectTokens() {}

  static SubjectTokens of(String key, SubjectTokenProperties given) {
    if (Stream.of(given.file(), given.environment(), given.client(), given.platform())
            .filter(Objects::nonNull)
            .count()
        != 1) {
      throw new ConfigurationProblem(
          key, "needs exactly one source", "Set one of file, environment, client and platform.");
    }
    Path file = given.file();
    if (file != null) {
      return new SubjectTokens.ProjectedFile(file);
    }
    String variable = given.environment();
    String platform = given.platform();
    if (platform != null) {
      return platform(key, platform, given.azureClientId());
    }
    return variable != null
        ? new SubjectTokens.EnvironmentVariable(variable)
        : client(key + ".client", need(given.client(), key, "a source"));
  }

  private static SubjectTokens platform(
      String key, String platform, @Nullable String azureClientId) {
    return switch (platform) {
      case "github-actions" -> new SubjectTokens.GitHubActions();
      case "azure" -> new SubjectTokens.AzureManagedIdentity(azureClientId);
      case "google" -> new SubjectTokens.GoogleMetadata();
      case "aws" -> new SubjectTokens.AwsWebIdentity();
      default ->
          throw new ConfigurationProblem(
              key + ".platform",
              "'" + platform + "' is no known platform",
              "Write github-actions, azure, google or aws.");
    };
  }

  private static SubjectTokens client(String key, ClientProperties given) {
    return new SubjectTokens.ClientCredentials(
        need(given.id(), key + ".id", "the client's id"),
        clientKey(key, given),
        given.tokenEndpoint(),
        given.scope());
  }

  private static ClientKey clientKey(String key, ClientProperties given) {
    Path secret = given.secretFile();
    Path privateKey = given.privateKeyFile();
    Path assertion = given.assertionFile();
    if (Stream.of(secret, privateKey, assertion).filter(Objects::nonNull).count() != 1) {
      throw new ConfigurationProblem(
          key,
          "needs exactly one way to prove the client",
          "Set assertion-file or private-key-file (better), or secret-file.");
    }
    if (assertion != null) {
      return new ClientKey.AssertionFile(assertion);
    }
    return privateKey != null
        ? new ClientKey.PrivateKeyFile(privateKey, given.keyId())
        : new ClientKey.SecretFile(need(secret, key, "a key"));
  }
}
