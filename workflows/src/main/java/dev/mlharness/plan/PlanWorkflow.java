package dev.mlharness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Failures;
import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.privilege.PrivilegeActivities;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.ResolveActivities;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.PipelineStart;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import java.util.List;

/** Admits, compares and pins as a pipeline would, and looks at what is there now. */
public final class PlanWorkflow implements Plan {
  @Override
  public PlanReport run(JsonNode document) {
    Recipe recipe =
        call(AdmissionActivities.class, "admit: who asks, and may they")
            .admitPlan(PipelineStart.current(document))
            .recipe();
    PrivilegeReport privileges =
        call(PrivilegeActivities.class, "compare privileges with what the recipe touches")
            .compare(recipe);
    try {
      Manifest manifest = call(ResolveActivities.class, "pin every reference").resolve(document);
      return call(PlanActivities.class, "compare with what is there now")
          .plan(manifest, privileges)
          .with(approvers(recipe));
    } catch (ActivityFailure failure) {
      if (privileges.lacks() && Failures.isRefusal(failure)) {
        return PlanReport.withoutManifest(privileges);
      }
      throw failure;
    }
  }

  /** What a person should know of the gate: that nobody could approve, above all. */
  private static List<String> approvers(Recipe recipe) {
    if (recipe.approve().required() == 0) {
      return List.of();
    }
    try {
      return call(ApprovalActivities.class, "find those who can approve")
          .prepare(new GateQuestion(recipe.workspace(), recipe.approve(), List.of()))
          .remarks();
    } catch (ActivityFailure failure) {
      if (Failures.isRefusal(failure)) {
        return List.of(Failures.sentence(failure));
      }
      throw failure;
    }
  }

  private static <T> T call(Class<T> activities, String summary) {
    return ActivityProfiles.call(activities, ActivityProfiles.ASKED, summary);
  }
}
