package dev.mlharness.activities.privilege;

import dev.mlharness.access.Access;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.privilege.Found;
import dev.mlharness.privilege.Held;
import dev.mlharness.privilege.Need;
import dev.mlharness.privilege.Needs;
import dev.mlharness.privilege.PrivilegeActivities;
import dev.mlharness.privilege.PrivilegeMode;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.privilege.RoleNeeds;
import dev.mlharness.privilege.RolePrivileges;
import dev.mlharness.privilege.Securable;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.Recipe;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the roles of a recipe hold, each as itself, and compares. */
public final class PrivilegeComparison implements PrivilegeActivities {
  private final NamedRecipes recipes;
  private final PrivilegeReader reader;

  public PrivilegeComparison(NamedRecipes recipes, PrivilegeReader reader) {
    this.recipes = recipes;
    this.reader = reader;
  }

  @Override
  public PrivilegeReport compare(Recipe document) {
    Recipe recipe = recipes.named(document);
    Workspace workspace = recipes.workspaces().named(recipe.workspace());
    List<RolePrivileges> roles =
        workspace.privileges() == PrivilegeMode.OFF
            ? List.of()
            : Needs.of(recipe, found(recipe)).stream()
                .map(needs -> compare(needs, new Access(workspace.name(), needs.role())))
                .toList();
    return new PrivilegeReport(workspace.name(), workspace.privileges(), roles);
  }

  private Found found(Recipe recipe) {
    Access register = new Access(recipe.workspace(), recipe.role());
    Access deploy = new Access(recipe.workspace(), recipe.roleOf(recipe.deploy().role()));
    Deploy.Serving serving = recipe.deploy().serving();
    return new Found(
        recipe.inUnityCatalog() && reader.exists(register, Securable.model(recipe.model())),
        serving != null && reader.exists(deploy, Securable.endpoint(serving.endpoint())));
  }

  private RolePrivileges compare(RoleNeeds needs, Access access) {
    Holder holder = reader.holder(access);
    Set<Securable> touched = innermost(needs);
    Set<Held> held = new LinkedHashSet<>(reader.held(holder, touched));
    RolePrivileges compared = RolePrivileges.of(needs, holder.principal(), held);
    if (compared.missing().isEmpty()) {
      return compared;
    }
    held.addAll(reader.heldByGroups(holder, touched));
    return RolePrivileges.of(needs, holder.principal(), held);
  }

  /** What is granted further out is told with these. */
  private static Set<Securable> innermost(RoleNeeds needs) {
    Set<Securable> all =
        Stream.concat(needs.needs().stream(), needs.tolerated().stream())
            .map(Need::on)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<Securable> innermost = new LinkedHashSet<>(all);
    innermost.removeIf(
        outer -> all.stream().anyMatch(other -> !other.equals(outer) && other.isWithin(outer)));
    return innermost;
  }
}
