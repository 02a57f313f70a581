package dev.mlharness.worker;

import dev.mlharness.activities.workspace.Account;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Identity.Level;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.privilege.PrivilegeMode;
import dev.mlharness.worker.HarnessProperties.IdentityProperties;
import dev.mlharness.worker.HarnessProperties.WorkspaceProperties;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From configuration to the workspaces that activities use, with every gap named. */
final class ConfiguredWorkspaces {
  private static final String PREFIX = "mlharness.workspaces";

  private ConfiguredWorkspaces() {}

  /**
   * @throws ConfigurationProblem naming the property and how to mend it
   */
  static Workspaces of(HarnessProperties properties) {
    if (properties.workspaces().isEmpty()) {
      throw new ConfigurationProblem(
          PREFIX,
          "no workspace is configured",
          "Configure at least one, or start with --spring.profiles.active=local for the sandbox.");
    }
    List<Workspace> workspaces =
        properties.workspaces().entrySet().stream()
            .map(entry -> workspace(entry.getKey(), entry.getValue()))
            .toList();
    Workspaces known = new Workspaces(workspaces, defaultWorkspace(properties));
    defaultRole(properties);
    return known;
  }

  /** What recipes without a role get. */
  static String defaultRole(HarnessProperties properties) {
    WorkspaceProperties workspace = properties.workspaces().get(defaultWorkspace(properties));
    Set<String> roles = workspace == null ? Set.of() : workspace.roles().keySet();
    return chosen("mlharness.default-role", properties.defaultRole(), roles);
  }

  private static String defaultWorkspace(HarnessProperties properties) {
    return chosen(
        "mlharness.default-workspace",
        properties.defaultWorkspace(),
        properties.workspaces().keySet());
  }

  /** The only one there is need not be named. */
  private static String chosen(String key, @Nullable String named, Set<String> known) {
    if (named == null && known.size() == 1) {
      return known.iterator().next();
    }
    if (named == null || !known.contains(named)) {
      throw new ConfigurationProblem(
          key,
          named == null ? "not set" : "'" + named + "' is not configured",
          "Set it to one of: " + String.join(", ", known) + ".");
    }
    return named;
  }

  private static Workspace workspace(String name, WorkspaceProperties given) {
    String key = PREFIX + "." + name;
    return checked(
        key,
        () ->
            new Workspace(
                name,
                need(given.host(), key + ".host", "the workspace's URL"),
                registry(key + ".registry", given.registry()),
                given.warehouseId(),
                identity(key + ".identity", given.identity()),
                given.tracking(),
                new Limits(given.limits().watchCallsPerSecond(), given.limits().httpTimeout()),
                ConfiguredRoles.of(key + ".roles", given.roles()),
                given.operator(),
                privileges(key + ".privileges", given.privileges()),
                given.auditor(),
                given.dbuPerHour()));
  }

  private static RegistryKind registry(String key, String word) {
    return switch (word) {
      case "unity-catalog" -> RegistryKind.UNITY_CATALOG;
      case "mlflow" -> RegistryKind.MLFLOW;
      default ->
          throw new ConfigurationProblem(
              key, "'" + word + "' is no kind of registry", "Write unity-catalog or mlflow.");
    };
  }

  private static PrivilegeMode privileges(String key, String word) {
    return switch (word) {
      case "checked" -> PrivilegeMode.CHECKED;
      case "strict" -> PrivilegeMode.STRICT;
      // YAML takes the word off for false.
      case "off", "false" -> PrivilegeMode.OFF;
      default ->
          throw new ConfigurationProblem(
              key,
              "'" + word + "' says nothing of privileges",
              "Write checked (what is too much is reported), strict (it is refused) or off.");
    };
  }

  private static Identity identity(String key, @Nullable IdentityProperties given) {
    IdentityProperties identity = need(given, key, "how this worker proves who it is");
    return new Identity(
        need(identity.issuer(), key + ".issuer", "the identity provider's URL"),
        ConfiguredSubjectTokens.of(
            key + ".subject-token",
            need(
                identity.subjectToken(),
                key + ".subject-token",
                "file, environment, client or platform")),
        identity.audience(),
        level(key + ".level", identity.level()),
        identity.accountId() == null
            ? null
            : new Account(identity.accountHost(), identity.accountId()));
  }

  private static Level level(String key, String word) {
    return switch (word) {
      case "workspace" -> Level.WORKSPACE;
      case "account" -> Level.ACCOUNT;
      default ->
          throw new ConfigurationProblem(
              key, "'" + word + "' exchanges no tokens", "Write workspace or account.");
    };
  }

  static <T> T need(@Nullable T value, String key, String what) {
    if (value == null || value.toString().isBlank()) {
      throw new ConfigurationProblem(key, "not set", "Set it: " + what + ".");
    }
    return value;
  }

  static <T extends @Nullable Object> T checked(String key, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationProblem(key, String.valueOf(e.getMessage()), "Mend the value.");
    }
  }
}
