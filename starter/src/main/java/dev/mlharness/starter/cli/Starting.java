package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.start.StartMemo;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How pipelines are started, by a person and by a schedule. */
public final class Starting {
  private Starting() {}

  /**
   * As {@link #options(Recipe, SignedStart)}, and the pipelines that a watch of the model starts
   * later are in the same name.
   *
   * @param retrains null: there are none
   */
  public static WorkflowOptions options(
      Recipe recipe, SignedStart signed, @Nullable SignedStart retrains) {
    Map<String, Object> memo = new HashMap<>(signed.memo());
    if (retrains != null) {
      memo.put(StartMemo.RETRAIN, retrains.proof());
    }
    return options(recipe, signed.person()).toBuilder().setMemo(memo).build();
  }

  /** As {@link #options(Recipe, String)}, with the proof, and by the name, that the desk gave. */
  public static WorkflowOptions options(Recipe recipe, SignedStart signed) {
    return options(recipe, signed.person()).toBuilder().setMemo(signed.memo()).build();
  }

  /** All but the id. */
  public static WorkflowOptions options(Recipe recipe, String initiator) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.HARNESS)
        .setMemo(Map.of(TrainValidateDeploy.INITIATOR, initiator))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(HarnessSearchAttributes.MODEL, recipe.model())
                .build())
        .setStaticSummary(summary(recipe))
        // A schedule that has a summary and no details cannot be described by the SDK.
        .setStaticDetails(details(recipe, initiator))
        .build();
  }

  static String summary(Recipe recipe) {
    return "recipe " + recipe.metadata().name() + ": train, validate and deploy " + recipe.model();
  }

  private static String details(Recipe recipe, String initiator) {
    String owner = recipe.metadata().owner();
    return "Started by "
        + initiator
        + (owner == null ? "." : "; the recipe belongs to " + owner + ".");
  }
}
