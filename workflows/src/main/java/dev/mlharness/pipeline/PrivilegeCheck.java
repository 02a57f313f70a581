package dev.mlharness.pipeline;

import dev.mlharness.privilege.PrivilegeActivities;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.workflow.Workflow;

/** Before anything is read or begun: may the roles do what the recipe touches, and no more. */
record PrivilegeCheck(Progress progress, Hold hold, AuditTrail trail) {

  /** Pipelines that began before there was a check go on without. */
  private static final String CHANGE = "privileges";

  /**
   * Holds while a privilege is missing: whoever grants it lets the pipeline go on with {@code
   * retry}.
   *
   * @throws GivenUp when nobody grants it, or the workspace refuses roles that may do too much
   */
  void check(Recipe recipe) {
    if (Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return;
    }
    hold.follow(recipe);
    PrivilegeReport report = compared(recipe);
    while (report.lacks()) {
      hold.await(Stage.RESOLVE, report.missingWords());
      report = compared(recipe);
    }
    if (report.exceeds()) {
      progress.note(report.excessWords());
      trail.excess(report.excessWords());
    }
    progress.running("every reference to be pinned");
  }

  private PrivilegeReport compared(Recipe recipe) {
    progress.running("the privileges of its roles to be compared");
    PrivilegeReport report = hold.mend(Stage.RESOLVE, () -> compare(recipe));
    if (report.refuses()) {
      throw new GivenUp(Outcome.REFUSED, report.excessWords());
    }
    return report;
  }

  private static PrivilegeReport compare(Recipe recipe) {
    return ActivityProfiles.call(
            PrivilegeActivities.class,
            ActivityProfiles.READ,
            "resolve: compare privileges with what the recipe touches")
        .compare(recipe);
  }
}
