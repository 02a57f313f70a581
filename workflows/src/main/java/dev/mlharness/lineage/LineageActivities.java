package dev.mlharness.lineage;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Reads only. */
@ActivityInterface
public interface LineageActivities {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when the endpoint, model,
   *     version or alias does not exist
   */
  @ActivityMethod(name = "Trace")
  Lineage trace(TraceTarget target);
}
