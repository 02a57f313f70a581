package dev.mlharness.approval;

import dev.mlharness.lineage.Tags;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.StageTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between the recipe of the champion and that of the candidate. */
public final class Changes {
  /** What a difference is about. */
  public enum Subject {
    CODE,
    DATA,
    PARAMETERS,
    ENVIRONMENT,
    IDENTITY,
    RECIPE
  }

  private static final String NONE = "none";

  /** What follows the name of a package. */
  private static final Pattern PACKAGE = Pattern.compile("\\s*(\\[|[=<>!~;@ ]).*");

  private final List<Change> found = new ArrayList<>();

  private Changes() {}

  /**
   * @param champion null when the champion was not made by the harness
   * @return one sentence for each difference; empty when only chance can make them differ
   */
  public static List<String> between(@Nullable Manifest champion, Manifest candidate) {
    if (champion == null) {
      return List.of("the champion has no manifest to compare with");
    }
    return ofManifests(champion, candidate).sentences();
  }

  /** One sentence for each difference between two manifests that is about the subject. */
  public static List<String> between(Manifest before, Manifest after, Subject subject) {
    return ofManifests(before, after).found.stream()
        .filter(change -> change.subject() == subject)
        .map(Change::sentence)
        .toList();
  }

  private static Changes ofManifests(Manifest before, Manifest after) {
    Changes changes = new Changes();
    changes.code(before.pins().git(), after.pins().git());
    changes.maps(Subject.DATA, "data", data(before), data(after));
    changes.recipes(before.recipe(), after.recipe());
    return changes;
  }

  /** What the tasks logged as their parameters. */
  public static List<String> ofParameters(Map<String, String> before, Map<String, String> after) {
    Changes changes = new Changes();
    changes.maps(Subject.PARAMETERS, "logged parameter", before, after);
    return changes.sentences();
  }

  /**
   * @param champion pip requirements logged with the champion; empty when they are not known
   * @param candidate those of the candidate
   */
  public static List<String> ofEnvironment(List<String> champion, List<String> candidate) {
    Changes changes = new Changes();
    if (!champion.isEmpty() && !candidate.isEmpty()) {
      changes.maps(Subject.ENVIRONMENT, "environment", packages(champion), packages(candidate));
    }
    return changes.sentences();
  }

  /**
   * Roles that are bound to another service principal now. Of a role that only one of them has a
   * receipt for, nothing can be said.
   *
   * @param champion the tag {@link Tags#IDENTITY} of the champion; null: it has none
   */
  public static List<String> ofIdentity(@Nullable String champion, @Nullable String candidate) {
    Changes changes = new Changes();
    Map<String, String> before = principals(champion);
    Map<String, String> after = principals(candidate);
    before.keySet().retainAll(after.keySet());
    before.forEach(
        (role, principal) ->
            changes.value(
                Subject.IDENTITY,
                "identity of role " + role,
                principal,
                after.getOrDefault(role, NONE)));
    return changes.sentences();
  }

  private static Map<String, String> principals(@Nullable String tag) {
    Map<String, String> byRole = new TreeMap<>();
    for (String pair : tag == null ? List.<String>of() : List.of(tag.split(",", -1))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        byRole.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return byRole;
  }

  private static Map<String, String> packages(List<String> requirements) {
    Map<String, String> byName = new TreeMap<>();
    for (String requirement : requirements) {
      String name = PACKAGE.matcher(requirement).replaceFirst("");
      byName.put(name, requirement.substring(name.length()).strip());
    }
    return byName;
  }

  private void code(@Nullable GitPin before, @Nullable GitPin after) {
    value(
        Subject.CODE,
        "repository",
        before == null ? NONE : before.url(),
        after == null ? NONE : after.url());
    value(Subject.CODE, "commit", commit(before), commit(after));
  }

  private void recipes(Recipe before, Recipe after) {
    tasks("train", before.train(), after.train());
    tasks("test", before.test(), after.test());
    tasks("validate", before.validate().task(), after.validate().task());
    value(Subject.IDENTITY, "role", before.role(), after.role());
    value(Subject.RECIPE, "workspace", before.workspace(), after.workspace());
    value(Subject.RECIPE, "compute", json(before.compute()), json(after.compute()));
    value(Subject.RECIPE, "thresholds", json(before.validate()), json(after.validate()));
    value(Subject.RECIPE, "deploy", json(before.deploy()), json(after.deploy()));
  }

  private void tasks(String stage, @Nullable StageTask before, @Nullable StageTask after) {
    value(Subject.CODE, stage + " task", code(before), code(after));
    value(Subject.IDENTITY, stage + " role", role(before), role(after));
    maps(Subject.PARAMETERS, stage + " parameter", parameters(before), parameters(after));
  }

  private void maps(
      Subject subject, String what, Map<String, String> before, Map<String, String> after) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      value(
          subject, what + " " + key, before.getOrDefault(key, NONE), after.getOrDefault(key, NONE));
    }
  }

  private void value(Subject subject, String what, String before, String after) {
    if (!Objects.equals(before, after)) {
      found.add(new Change(subject, "%s: %s → %s".formatted(what, before, after)));
    }
  }

  private List<String> sentences() {
    return found.stream().map(Change::sentence).toList();
  }

  private record Change(Subject subject, String sentence) {}

  private static Map<String, String> data(Manifest manifest) {
    return manifest.pins().data().stream()
        .collect(Collectors.toMap(DataPin::name, Changes::pin, (a, b) -> b, TreeMap::new));
  }

  private static String pin(DataPin pin) {
    return "%s version %s".formatted(pin.securable(), pin.version());
  }

  private static String commit(@Nullable GitPin pin) {
    return pin == null ? NONE : "%.12s (%s)".formatted(pin.commit(), pin.ref());
  }

  private static String code(@Nullable StageTask task) {
    return text(task, t -> t.notebook() != null ? t.notebook() : json(t.python()));
  }

  private static String role(@Nullable StageTask task) {
    return text(task, t -> t.role() == null ? "that of the recipe" : t.role());
  }

  private static Map<String, String> parameters(@Nullable StageTask task) {
    return task == null ? Map.of() : task.parameters();
  }

  private static String text(@Nullable StageTask task, Function<StageTask, String> part) {
    return task == null ? NONE : part.apply(task);
  }

  private static String json(@Nullable Object part) {
    return Payloads.mapper().valueToTree(part).toString();
  }
}
