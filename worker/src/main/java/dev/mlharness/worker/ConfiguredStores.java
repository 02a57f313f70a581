package dev.mlharness.worker;

import dev.mlharness.activities.rotation.StorePlace;
import dev.mlharness.activities.rotation.StorePlace.InAws;
import dev.mlharness.activities.rotation.StorePlace.InFile;
import dev.mlharness.activities.rotation.StorePlace.InScope;
import dev.mlharness.activities.rotation.StorePlace.InVault;
import dev.mlharness.activities.rotation.StorePlace.VaultLogin;
import dev.mlharness.worker.HarnessProperties.ScopeProperties;
import dev.mlharness.worker.HarnessProperties.StoreProperties;
import dev.mlharness.worker.HarnessProperties.VaultProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Where one secret is kept. */
final class ConfiguredStores {
  private static final String KINDS = "Set one: file, databricks, vault or aws-secret.";

  private ConfiguredStores() {}

  static StorePlace of(String key, StoreProperties given) {
    long set =
        Stream.of(given.file(), given.databricks(), given.vault(), given.awsSecret())
            .filter(Objects::nonNull)
            .count();
    if (set != 1) {
      throw new ConfigurationProblem(key, set + " stores are set", KINDS);
    }
    return ConfiguredWorkspaces.checked(key, () -> place(key, given));
  }

  private static StorePlace place(String key, StoreProperties given) {
    if (given.file() != null) {
      return file(key, given.file().toAbsolutePath());
    }
    if (given.databricks() != null) {
      return scope(key + ".databricks", given.databricks());
    }
    return given.vault() == null
        ? new InAws(ConfiguredWorkspaces.need(given.awsSecret(), key + ".aws-secret", KINDS))
        : vault(key + ".vault", given.vault());
  }

  private static StorePlace file(String key, Path file) {
    if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
      throw new ConfigurationProblem(
          key + ".file",
          "the folder of " + file + " does not exist",
          "Make it, readable for the worker's user only, or name a file elsewhere.");
    }
    return new InFile(file);
  }

  private static StorePlace scope(String key, ScopeProperties given) {
    return new InScope(
        ConfiguredWorkspaces.need(given.scope(), key + ".scope", "the secret scope"),
        ConfiguredWorkspaces.need(given.key(), key + ".key", "the key in it"));
  }

  private static StorePlace vault(String key, VaultProperties given) {
    return new InVault(
        ConfiguredWorkspaces.need(given.address(), key + ".address", "the URL of Vault"),
        given.namespace(),
        given.mount(),
        ConfiguredWorkspaces.need(given.path(), key + ".path", "the path in the KV engine"),
        login(key, given));
  }

  private static VaultLogin login(String key, VaultProperties given) {
    if ((given.tokenFile() == null) == (given.jwtFile() == null)) {
      throw new ConfigurationProblem(
          key, "there is not exactly one login", "Set token-file, or jwt-file with jwt-role.");
    }
    return given.tokenFile() == null
        ? new VaultLogin.Jwt(
            given.jwtMount(),
            ConfiguredWorkspaces.need(given.jwtRole(), key + ".jwt-role", "the role of the login"),
            ConfiguredWorkspaces.need(given.jwtFile(), key + ".jwt-file", "the worker's token"))
        : new VaultLogin.TokenFile(given.tokenFile());
  }
}
