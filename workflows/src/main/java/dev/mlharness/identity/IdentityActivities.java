package dev.mlharness.identity;

import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Looks, and changes nothing. */
@ActivityInterface
public interface IdentityActivities {

  /**
   * Walks the chain of each role that is asked for. A link that breaks is an answer, not a failure.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} for a workspace or role
   *     that is not configured
   */
  @Unaudited("looks only")
  @ActivityMethod(name = "CheckIdentity")
  IdentityReport check(IdentityQuestion question);
}
