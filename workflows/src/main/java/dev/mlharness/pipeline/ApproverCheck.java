package dev.mlharness.pipeline;

import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.approval.GateTerms;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.workflow.Workflow;
import java.util.List;

/**
 * Before anything is trained: is there anybody who could approve it? Holds while there is not, so
 * that no gate opens in front of nobody.
 */
record ApproverCheck(Progress progress, Hold hold) {
  /** Pipelines that began before there was a check go on without. */
  private static final String CHANGE = "approvers";

  void check(Recipe recipe, List<String> owners) {
    if (recipe.approve().required() == 0
        || Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return;
    }
    hold.follow(recipe);
    progress.running("the approvers to be found");
    hold.mend(Stage.RESOLVE, () -> terms(Stage.RESOLVE, recipe, owners));
    progress.running("every reference to be pinned");
  }

  static GateTerms terms(Stage stage, Recipe recipe, List<String> owners) {
    return ActivityProfiles.call(
            ApprovalActivities.class,
            ActivityProfiles.READ,
            stage.word() + ": find those who can approve")
        .prepare(new GateQuestion(recipe.workspace(), recipe.approve(), owners));
  }
}
