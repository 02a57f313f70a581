package dev.mlharness.worker;

import dev.mlharness.activities.workspace.CloudPrincipal;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.RunPermissions;
import dev.mlharness.worker.HarnessProperties.CloudProperties;
import dev.mlharness.worker.HarnessProperties.RoleProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles of one workspace. */
final class ConfiguredRoles {
  private ConfiguredRoles() {}

  static Map<String, Role> of(String key, Map<String, RoleProperties> given) {
    if (given.isEmpty()) {
      throw new ConfigurationProblem(
          key, "no role is configured", "Bind at least one role to a service principal.");
    }
    Map<String, Role> roles = new LinkedHashMap<>();
    given.forEach((name, role) -> roles.put(name, role(key + "." + name, name, role)));
    return roles;
  }

  private static Role role(String key, String name, RoleProperties given) {
    List<String> operators = given.operators() == null ? given.groups() : given.operators();
    return new Role(
        name,
        ConfiguredWorkspaces.need(
            given.servicePrincipal(),
            key + ".service-principal",
            "the application id of a service principal"),
        given.clusterPolicy(),
        given.budgetPolicy(),
        given.cloud() == null ? null : cloud(key + ".cloud", given.cloud()),
        ConfiguredClouds.of(key + ".reaches", given.reaches()),
        Set.copyOf(given.groups()),
        new RunPermissions(Set.copyOf(operators), Set.copyOf(given.viewers())));
  }

  private static @Nullable CloudPrincipal cloud(String key, CloudProperties given) {
    long set =
        Stream.of(
                given.awsInstanceProfile(),
                given.googleServiceAccount(),
                given.azureManagedIdentity())
            .filter(Objects::nonNull)
            .count();
    if (set != 1) {
      throw new ConfigurationProblem(
          key,
          set + " of its properties are set",
          "Set one: aws-instance-profile, google-service-account or azure-managed-identity.");
    }
    return ConfiguredWorkspaces.checked(key, () -> principal(given));
  }

  private static @Nullable CloudPrincipal principal(CloudProperties given) {
    if (given.awsInstanceProfile() != null) {
      return new CloudPrincipal.AwsInstanceProfile(given.awsInstanceProfile());
    }
    if (given.googleServiceAccount() != null) {
      return new CloudPrincipal.GoogleServiceAccount(given.googleServiceAccount());
    }
    return given.azureManagedIdentity() == null
        ? null
        : new CloudPrincipal.AzureManagedIdentity(given.azureManagedIdentity());
  }
}
