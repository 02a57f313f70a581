package dev.mlharness.activities.admission;

import dev.mlharness.access.Access;
import dev.mlharness.activities.lineage.Readers;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.StageRoles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The roles that a recipe uses, and for whom they are.
 *
 * @param what starts with them, for messages
 * @param stages the stages that use a role, by role
 */
record RoleUse(String what, String workspace, Map<Role, List<String>> stages) {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} for an unknown workspace
   *     or role
   */
  static RoleUse of(Recipe recipe, Workspaces workspaces) {
    Map<Role, List<String>> stages = new LinkedHashMap<>();
    StageRoles.of(recipe)
        .forEach(
            (stage, name) -> {
              Role role = workspaces.role(new Access(recipe.workspace(), name));
              stages.computeIfAbsent(role, first -> new ArrayList<>()).add(stage);
            });
    return new RoleUse("this recipe", recipe.workspace(), stages);
  }

  /** A trace names no role: whoever traces reads as the workspace's reader. */
  static RoleUse ofTrace(TraceTarget target, Workspaces workspaces) {
    Access reader = new Readers(workspaces).of(target.workspace());
    return new RoleUse(
        "a trace",
        reader.workspace(),
        Map.of(workspaces.role(reader), List.of(Purpose.TRACE.word())));
  }

  List<String> roles() {
    return stages.keySet().stream().map(Role::name).toList();
  }

  /** Why this person may not use every role of the recipe; empty if they may. */
  Optional<String> refusal(Person person) {
    return closed(
            role ->
                role.groups().isEmpty() || !Collections.disjoint(role.groups(), person.groups()))
        .map(
            roles ->
                "%s may not start %s: in workspace '%s' %s. They are in %s. Ask to be added to the missing group at the identity provider, or name another role in the recipe."
                    .formatted(person.name(), what, workspace, roles, words(person.groups())));
  }

  /**
   * Why nobody may use every role of the recipe without a proof of who they are.
   *
   * @param open roles that need no proof, although they are for members of groups
   */
  Optional<String> refusalWithoutProof(Set<String> open) {
    return closed(role -> role.groups().isEmpty() || open.contains(role.name()))
        .map(
            roles ->
                "This start carries no proof of who started it, and in workspace '%s' %s. Start with ./harness run and a token of the identity provider, or let the operator list the role in mlharness.unsigned-roles."
                    .formatted(workspace, roles));
  }

  private Optional<String> closed(Predicate<Role> open) {
    String roles =
        stages.entrySet().stream()
            .filter(use -> !open.test(use.getKey()))
            .map(
                use ->
                    "role '%s' (%s) is for members of %s"
                        .formatted(
                            use.getKey().name(),
                            String.join(", ", use.getValue()),
                            words(use.getKey().groups())))
            .collect(Collectors.joining(", and "));
    return roles.isEmpty() ? Optional.empty() : Optional.of(roles);
  }

  private static String words(Set<String> groups) {
    return groups.isEmpty() ? "no group" : String.join(" or ", new TreeSet<>(groups));
  }
}
