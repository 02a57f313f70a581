package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The only way from text to a {@link Recipe}. Reads strictly: whatever is wrong anywhere in the
 * document, in any of its targets, comes out at once as {@link RecipeProblems}, and nothing else is
 * ever thrown because of the document.
 */
public final class RecipeReader {
  private static final JsonPointer TARGET = JsonPointer.compile("/target");

  private RecipeReader() {}

  /**
   * Reads YAML or JSON.
   *
   * @throws RecipeProblems when it cannot run
   */
  public static CheckedRecipe read(String text) {
    return read(text, null, List.of());
  }

  /**
   * Reads YAML or JSON.
   *
   * @param target the overlay to apply; null: the one that the document chooses, if any
   * @param edits made after the target was applied, in this order
   * @throws RecipeProblems when it cannot run
   */
  public static CheckedRecipe read(String text, @Nullable String target, List<Edit> edits) {
    return read(YamlReader.read(text), target, edits);
  }

  /**
   * Reads a document that has been handed in as JSON, away from the place where it was written.
   *
   * @throws RecipeProblems when it cannot run, or its source is a place only its writer knows
   */
  public static CheckedRecipe read(JsonNode document) {
    CheckedRecipe checked = read(Document.of(document), null, List.of());
    Source source = checked.recipe().source();
    if (source != null && source.git().url().equals(Source.Git.HERE)) {
      throw new RecipeProblems(
          List.of(
              new Problem(
                  0,
                  0,
                  "source.git.url",
                  "'.' is the repository that holds the recipe, which only the command line knows",
                  "start it with ./harness run, or write the URL of the repository")));
    }
    return checked;
  }

  private static CheckedRecipe read(Document written, @Nullable String target, List<Edit> edits) {
    if (!(written.root() instanceof ObjectNode root)) {
      throw new RecipeProblems(
          List.of(
              written.problem(
                  JsonPointer.empty(),
                  "expected a recipe (keys with values); found " + JsonWords.value(written.root()),
                  "a minimal recipe has model, train and validate.thresholds")));
    }
    String chosen = target == null ? root.path("target").textValue() : target;
    Document document = (chosen == null ? written : applied(written, chosen)).withEdits(edits);
    check(written, document, chosen);
    ObjectNode effective = (ObjectNode) document.root();
    effective.remove(List.of("targets", "target"));
    return new CheckedRecipe(
        RecipeBuilder.build(effective), effective, Advice.of(document).stream().sorted().toList());
  }

  private static Document applied(Document written, String target) {
    JsonNode targets = written.root().path("targets");
    if (targets.path(target).isObject()) {
      return written.withTarget(target);
    }
    List<String> known = new ArrayList<>();
    targets.fieldNames().forEachRemaining(known::add);
    String have = known.isEmpty() ? "it has none" : "it has " + String.join(", ", known);
    throw new RecipeProblems(
        List.of(
            written.problem(
                TARGET,
                "the recipe has no target '" + target + "'; " + have,
                NearestWord.of(target, known).map(w -> "did you mean '" + w + "'?").orElse(null))));
  }

  /** Every target is checked, so that the one nobody chose today does not fail tomorrow. */
  private static void check(Document written, Document effective, @Nullable String chosen) {
    TreeSet<Problem> problems = new TreeSet<>(problems(effective));
    problems.addAll(Sense.ofGates(written));
    Iterator<String> names = written.root().path("targets").fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!name.equals(chosen) && written.root().path("targets").path(name).isObject()) {
        problems(written.withTarget(name)).stream()
            .filter(problem -> !problems.contains(problem))
            .map(problem -> problem.inTarget(name))
            .forEach(problems::add);
      }
    }
    problems.removeIf(problem -> problems.stream().anyMatch(problem::restates));
    if (!problems.isEmpty()) {
      throw new RecipeProblems(problems);
    }
  }

  private static List<Problem> problems(Document document) {
    List<Problem> problems = new ArrayList<>(SchemaProblems.of(document));
    problems.addAll(Sense.of(document));
    if (problems.isEmpty()) {
      problems.addAll(SchemaProblems.combinations(document));
    }
    return problems;
  }
}
