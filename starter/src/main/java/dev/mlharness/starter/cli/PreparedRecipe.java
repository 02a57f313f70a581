package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.recipe.WatchSpec;
import dev.mlharness.recipe.WatchSpec.OnViolation;
import java.util.List;

/**
 * A recipe that a worker can run.
 *
 * @param recipe of a version that is reproduced, that which it was made by
 * @param document what the workflow is started with
 * @param warnings what a person should know before it runs
 */
public record PreparedRecipe(Recipe recipe, ObjectNode document, List<Problem> warnings) {
  public PreparedRecipe {
    warnings = List.copyOf(warnings);
  }

  /** What the pipeline is for, in a line. */
  public String summary() {
    return Reproduction.isOne(document)
        ? "reproduce " + Reproduction.read(document).of()
        : Starting.summary(recipe);
  }

  /** Whether the watch of its model will start pipelines. */
  public boolean retrains() {
    WatchSpec watch = recipe.watch();
    return !Reproduction.isOne(document)
        && watch != null
        && watch.onViolation() == OnViolation.RETRAIN;
  }
}
