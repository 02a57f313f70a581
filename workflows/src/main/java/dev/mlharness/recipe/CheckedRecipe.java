package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A recipe that can run.
 *
 * @param recipe with defaults filled in
 * @param document as it was written, with the target applied and the edits made: reading it again
 *     gives the same recipe. It is what a pipeline is started with
 * @param warnings what a person should know before it runs, sorted by line
 */
public record CheckedRecipe(Recipe recipe, ObjectNode document, List<Problem> warnings) {
  public CheckedRecipe {
    warnings = List.copyOf(warnings);
  }
}
