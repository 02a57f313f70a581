package dev.mlharness.worker;

import static dev.mlharness.worker.ConfiguredWorkspaces.need;

import dev.mlharness.activities.workspace.SubjectTokens;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey;
import dev.mlharness.worker.HarnessProperties.ClientProperties;
import dev.mlharness.worker.HarnessProperties.SubjectTokenProperties;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the worker's own identity comes from, as configured. */
final class ConfiguredSubjectTokens {
  private ConfiguredSubjectTokens() {}

  static SubjectTokens of(String key, SubjectTokenProperties given) {
    if (Stream.of(given.file(), given.environment(), given.client())
            .filter(Objects::nonNull)
            .count()
        != 1) {
      throw new ConfigurationProblem(
          key, "needs exactly one source", "Set one of file, environment and client.");
    }
    Path file = given.file();
    if (file != null) {
      return new SubjectTokens.ProjectedFile(file);
    }
    String variable = given.environment();
    return variable != null
        ? new SubjectTokens.EnvironmentVariable(variable)
        : client(key + ".client", need(given.client(), key, "a source"));
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
    if (secret != null && privateKey == null) {
      return new ClientKey.SecretFile(secret);
    }
    if (privateKey != null && secret == null) {
      return new ClientKey.PrivateKeyFile(privateKey, given.keyId());
    }
    throw new ConfigurationProblem(
        key,
        "needs exactly one way to prove the client",
        "Set private-key-file (better) or secret-file.");
  }
}
