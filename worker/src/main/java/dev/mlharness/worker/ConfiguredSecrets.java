package dev.mlharness.worker;

import dev.mlharness.access.Access;
import dev.mlharness.activities.rotation.ManagedSecret;
import dev.mlharness.activities.rotation.ManagedSecrets;
import dev.mlharness.activities.rotation.StorePlace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.worker.HarnessProperties.SecretProperties;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.regex.Pattern;

/** From configuration to the secrets that are rotated, with every gap named. */
final class ConfiguredSecrets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private ConfiguredSecrets() {}

  /**
   * @throws ConfigurationProblem naming the property and how to mend it
   */
  static ManagedSecrets of(Map<String, SecretProperties> given, Workspaces workspaces) {
    return new ManagedSecrets(
        given.entrySet().stream()
            .map(entry -> secret(entry.getKey(), entry.getValue(), workspaces))
            .toList());
  }

  private static ManagedSecret secret(String name, SecretProperties given, Workspaces workspaces) {
    String key = "mlharness.secrets." + name;
    if (!NAME.matcher(name).matches()) {
      throw new ConfigurationProblem(
          key, "'" + name + "' is no name of a secret", "Use a-z, 0-9 and -, 63 at most.");
    }
    Access access = access(key, given, workspaces);
    String principal =
        ConfiguredWorkspaces.need(
            given.servicePrincipal(),
            key + ".service-principal",
            "the application id of the service principal whose secret it is");
    StorePlace store = ConfiguredStores.of(key + ".store", given.store());
    return ConfiguredWorkspaces.checked(
        key,
        () -> new ManagedSecret(name, access, principal, store, given.overlap(), given.lifetime()));
  }

  private static Access access(String key, SecretProperties given, Workspaces workspaces) {
    String role =
        ConfiguredWorkspaces.need(
            given.role(), key + ".role", "the role as which secrets are made and revoked");
    String workspace = given.workspace() == null ? Workspaces.DEFAULT : given.workspace();
    try {
      Access access = new Access(workspaces.named(workspace).name(), role);
      workspaces.role(access);
      return access;
    } catch (ApplicationFailure unknown) {
      throw new ConfigurationProblem(
          key, unknown.getOriginalMessage(), "Name a workspace and one of its roles.");
    }
  }
}
