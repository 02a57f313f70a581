package dev.mlharness.privilege;

import java.util.List;
import java.util.Set;

/**
 * What one role must be able to do.
 *
 * @param stages that run as this role, by word
 * @param needs without any of which a stage fails
 * @param tolerated what a stage may well use, and need not
 */
public record RoleNeeds(String role, List<String> stages, List<Need> needs, Set<Need> tolerated) {
  public RoleNeeds {
    stages = List.copyOf(stages);
    needs = List.copyOf(needs);
    tolerated = Set.copyOf(tolerated);
  }
}
