package dev.mlharness.activities.workspace;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds workspaces and roles by the names that recipes use. */
public final class Workspaces {
  /** The name that stands for the configured default workspace. */
  public static final String DEFAULT = "default";

  private final Map<String, Workspace> byName = new LinkedHashMap<>();
  private final String defaultName;

  /**
   * @param defaultName what {@value #DEFAULT} stands for
   */
  public Workspaces(Collection<Workspace> workspaces, String defaultName) {
    workspaces.forEach(workspace -> byName.put(workspace.name(), workspace));
    this.defaultName = defaultName;
    if (!byName.containsKey(defaultName)) {
      throw new IllegalArgumentException(
          "the default workspace '%s' is not configured; known: %s"
              .formatted(defaultName, names(byName.keySet())));
    }
  }

  public List<Workspace> all() {
    return List.copyOf(byName.values());
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} naming the known ones
   */
  public Workspace named(String name) {
    Workspace workspace =
        byName.get(name.equals(DEFAULT) && !byName.containsKey(DEFAULT) ? defaultName : name);
    if (workspace == null) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "This worker knows no workspace '%s'. Known: %s. Name one of them as 'workspace' in the recipe, or configure it."
              .formatted(name, names(byName.keySet())));
    }
    return workspace;
  }

  public Workspace of(Access access) {
    return named(access.workspace());
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} naming the roles that the
   *     workspace has
   */
  public Role role(Access access) {
    Workspace workspace = of(access);
    Role role = workspace.roles().get(access.role());
    if (role == null) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "Workspace '%s' has no role '%s'. Its roles: %s. Name one of them as 'role' in the recipe, or configure it."
              .formatted(workspace.name(), access.role(), names(workspace.roles().keySet())));
    }
    return role;
  }

  /** Who cancels what the role itself can no longer; empty if nobody does. */
  public Optional<Access> operator(Access access) {
    Workspace workspace = of(access);
    return Optional.ofNullable(workspace.operator())
        .filter(operator -> !operator.equals(access.role()))
        .map(operator -> new Access(workspace.name(), operator));
  }

  private static String names(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
  }
}
