package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who may do what with a securable, and from where each privilege is inherited. */
record EffectiveAssignments(List<Assignment> privilegeAssignments, @Nullable String nextPageToken) {
  private static final int SMALLEST_PAGE = 150;

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
            .toList(),
        null);
  }

  /**
   * One page of them.
   *
   * @param size 0 leaves it to the sandbox
   * @param token where the page begins; null: at the first
   */
  EffectiveAssignments page(int size, @Nullable String token) {
    if (size != 0 && size < SMALLEST_PAGE) {
      throw ApiException.invalid("max_results is 0, or at least " + SMALLEST_PAGE + ".");
    }
    int from = Math.min(position(token), privilegeAssignments.size());
    int to = Math.min(from + Math.max(size, SMALLEST_PAGE), privilegeAssignments.size());
    return new EffectiveAssignments(
        privilegeAssignments.subList(from, to),
        to < privilegeAssignments.size() ? Integer.toString(to) : null);
  }

  private static int position(@Nullable String token) {
    if (token == null) {
      return 0;
    }
    if (!token.matches("\\d{1,9}")) {
      throw ApiException.invalid("page_token is none that the sandbox gave.");
    }
    return Integer.parseInt(token);
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
