package dev.mlharness.identity;

import dev.mlharness.timing.ActivityProfiles;

/** Hands the question to a worker. */
public final class CheckIdentityWorkflow implements CheckIdentity {
  @Override
  public IdentityReport run(IdentityQuestion question) {
    return ActivityProfiles.call(
            IdentityActivities.class, ActivityProfiles.ASKED, "walk the chain to each role")
        .check(question);
  }
}
