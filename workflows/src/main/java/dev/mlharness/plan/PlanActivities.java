package dev.mlharness.plan;

import dev.mlharness.access.Unaudited;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.recipe.Manifest;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Looks at what is there now. Reads only. */
@ActivityInterface
public interface PlanActivities {

  /**
   * What a pipeline of this manifest would do.
   *
   * @param privileges handed through
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED}, {@code UNAVAILABLE}
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "Plan")
  PlanReport plan(Manifest manifest, PrivilegeReport privileges);
}
