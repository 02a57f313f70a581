package dev.mlharness.sandbox.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who may do what with a securable, and from where each privilege is inherited. */
record EffectiveAssignments(List<Assignment> privilegeAssignments) {

  static EffectiveAssignments on(Securable securable, Grants grants, @Nullable String only) {
    Map<String, List<Effective>> held = new TreeMap<>();
    for (Securable level : securable.withHolders()) {
      grants
          .on(level)
          .forEach(
              (principal, privileges) ->
                  privileges.forEach(
                      privilege ->
                          held.computeIfAbsent(principal, p -> new ArrayList<>())
                              .add(Effective.of(privilege, level, securable))));
    }
    return new EffectiveAssignments(
        held.entrySet().stream()
            .filter(entry -> only == null || entry.getKey().equals(only))
            .map(entry -> new Assignment(entry.getKey(), entry.getValue()))
            .toList());
  }

  record Assignment(String principal, List<Effective> privileges) {}

  record Effective(
      Privilege privilege,
      Securable.@Nullable Type inheritedFromType,
      @Nullable String inheritedFromName) {

    static Effective of(Privilege privilege, Securable level, Securable asked) {
      return level.equals(asked)
          ? new Effective(privilege, null, null)
          : new Effective(privilege, level.type(), level.name());
    }
  }
}
