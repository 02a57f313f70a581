package dev.mlharness.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.start.StartMemo;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts a pipeline of the same recipe, in the name of the one who started the last. It is a child
 * that outlives its parent: Temporal starts it once, whatever dies.
 */
final class Retrain {
  private static final String PIPELINE = "TrainValidateDeploy";
  private static final String UNKNOWN = "watch";
  private static final SearchAttributeKey<String> MODEL =
      SearchAttributeKey.forKeyword("HarnessModel");

  private final WatchedModel model;

  Retrain(WatchedModel model) {
    this.model = model;
  }

  /**
   * The workflow id: of the same form as those that a schedule of the recipe starts, so that the
   * same signed start covers it.
   */
  String id(Instant when) {
    return recipe().metadata().name() + "-" + when.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Returns when it has begun.
   *
   * @throws ChildWorkflowFailure when there was a pipeline of this id before
   */
  void start(String id, String why) {
    ChildWorkflowStub child =
        Workflow.newUntypedChildWorkflowStub(
            PIPELINE,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setMemo(memo())
                .setTypedSearchAttributes(
                    SearchAttributes.newBuilder().set(MODEL, recipe().model()).build())
                .setStaticSummary(
                    "recipe %s: train, validate and deploy %s"
                        .formatted(recipe().metadata().name(), recipe().model()))
                .setStaticDetails("Started by the watch of the model: " + why)
                .build());
    child.executeAsync(JsonNode.class, model.document());
    child.getExecution().get();
  }

  private Map<String, Object> memo() {
    Map<String, Object> memo = new TreeMap<>();
    memo.put(StartMemo.INITIATOR, model.initiator() == null ? UNKNOWN : model.initiator());
    if (model.proof() != null) {
      memo.put(StartMemo.START, model.proof());
      memo.put(StartMemo.RETRAIN, model.proof());
    }
    return memo;
  }

  private Recipe recipe() {
    return model.manifest().recipe();
  }
}
