package dev.mlharness.activities.workspace;

import dev.mlharness.privilege.PrivilegeMode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Databricks workspace that this worker may use.
 *
 * @param host as in {@code https://dbc-12345678-abcd.cloud.databricks.com}, nothing behind it
 * @param warehouseId the SQL warehouse that reads tables and their histories; null: none
 * @param tracking an MLflow server beside the workspace; null: the workspace's own
 * @param roles by name
 * @param operator the role that cancels runs whose own principal was revoked; null: nobody can
 * @param privileges whether those of the roles are compared with what recipes touch
 * @param auditor the role that reads identities for the identity audit, and nothing else; null:
 *     none is done
 * @param dbuPerHour what an hour of a task counts for in budgets; null: budgets in DBU are refused
 */
public record Workspace(
    String name,
    URI host,
    RegistryKind registry,
    @Nullable String warehouseId,
    Identity identity,
    @Nullable URI tracking,
    Limits limits,
    Map<String, Role> roles,
    @Nullable String operator,
    PrivilegeMode privileges,
    @Nullable String auditor,
    @Nullable Double dbuPerHour) {

  public Workspace {
    if (!host.isAbsolute() || host.getHost() == null) {
      throw new IllegalArgumentException(
          "host '%s' of workspace '%s' is not a URL, as in https://dbc-12345678-abcd.cloud.databricks.com"
              .formatted(host, name));
    }
    host = URI.create(host.getScheme() + "://" + host.getAuthority());
    roles = Map.copyOf(roles);
    if (operator != null && !roles.containsKey(operator)) {
      throw new IllegalArgumentException(
          "operator '%s' is no role of workspace '%s'; name one of: %s"
              .formatted(operator, name, String.join(", ", new TreeSet<>(roles.keySet()))));
    }
  }

  /** A workspace whose roles may do more than recipes need, which is told. */
  public Workspace(
      String name,
      URI host,
      RegistryKind registry,
      @Nullable String warehouseId,
      Identity identity,
      @Nullable URI tracking,
      Limits limits,
      Map<String, Role> roles,
      @Nullable String operator) {
    this(
        name,
        host,
        registry,
        warehouseId,
        identity,
        tracking,
        limits,
        roles,
        operator,
        PrivilegeMode.CHECKED,
        null,
        null);
  }

  /** A workspace without an operator. */
  public Workspace(
      String name,
      URI host,
      RegistryKind registry,
      @Nullable String warehouseId,
      Identity identity,
      @Nullable URI tracking,
      Limits limits,
      Map<String, Role> roles) {
    this(name, host, registry, warehouseId, identity, tracking, limits, roles, null);
  }

  public Workspace(
      String name, URI host, RegistryKind registry, Identity identity, List<Role> roles) {
    this(
        name,
        host,
        registry,
        null,
        identity,
        null,
        Limits.DEFAULT,
        roles.stream().collect(Collectors.toMap(Role::name, Function.identity())));
  }
}
