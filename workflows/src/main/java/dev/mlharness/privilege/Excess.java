package dev.mlharness.privilege;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the privileges that a role holds it should not. What is granted on the schema that holds
 * the thing needed is not too much: a schema is what teams grant on. What is granted on a whole
 * catalog is, and so is everything that nothing needs.
 */
final class Excess {

  /** What it takes a model's owner to do, or somebody who is like one. */
  private static final Set<String> OWNERS =
      Set.of(Privilege.MANAGE, Privilege.CREATE_MODEL_VERSION);

  private final List<Need> wanted;

  Excess(RoleNeeds wanted) {
    this.wanted = Stream.concat(wanted.needs().stream(), wanted.tolerated().stream()).toList();
  }

  /** Why this is too much; empty if it is not. */
  Optional<String> reason(Held held) {
    if (Privilege.isWay(held.privilege()) || held.on().kind() == Securable.Kind.ENDPOINT) {
      return Optional.empty();
    }
    List<Need> uses =
        wanted.stream()
            .filter(need -> !Privilege.isWay(need.privilege()))
            .filter(need -> need.isMetBy(held))
            .toList();
    if (uses.isEmpty()) {
      return Optional.of("nothing in the recipe needs it");
    }
    if (held.privilege().equals(Privilege.ALL_PRIVILEGES)
        || (held.privilege().equals(Privilege.OWNERSHIP) && !isOwnModel(held, uses))) {
      return Optional.of("the recipe needs no more than " + listed(uses, Excess::words));
    }
    return held.on().kind() == Securable.Kind.CATALOG
        ? Optional.of(
            "it covers the whole catalog, and the recipe needs it on "
                + listed(uses, use -> use.on().words()))
        : Optional.empty();
  }

  private static boolean isOwnModel(Held held, List<Need> uses) {
    return held.on().kind() == Securable.Kind.MODEL
        && uses.stream().anyMatch(use -> OWNERS.contains(use.privilege()));
  }

  private static String words(Need need) {
    return Privilege.sql(need.privilege()) + " on " + need.on().words();
  }

  private static String listed(List<Need> needs, Function<Need, String> words) {
    return needs.stream().map(words).collect(Collectors.toCollection(TreeSet::new)).stream()
        .collect(Collectors.joining(", "));
  }
}
