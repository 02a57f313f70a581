package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.timing.ActivityProfiles;

/** Asks a worker, which alone knows its configuration. */
public final class FindModelWorkflow implements FindModel {
  @Override
  public Access run(ModelQuestion question) {
    return ActivityProfiles.call(
            PromotionActivities.class, ActivityProfiles.ASKED, "workspace and role")
        .named(question.workspace(), question.role());
  }
}
