package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.WatchSpec;
import dev.mlharness.recipe.WatchSpec.OnViolation;
import java.util.List;

/**
 * A recipe that a worker can run.
 *
 * @param document what the workflow is started with
 * @param warnings what a person should know before it runs
 */
public record PreparedRecipe(Recipe recipe, ObjectNode document, List<Problem> warnings) {
  public PreparedRecipe {
    warnings = List.copyOf(warnings);
  }

  /** Whether the watch of its model will start pipelines. */
  public boolean retrains() {
    WatchSpec watch = recipe.watch();
    return watch != null && watch.onViolation() == OnViolation.RETRAIN;
  }
}
