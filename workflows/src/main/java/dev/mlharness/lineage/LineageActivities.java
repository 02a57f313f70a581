package dev.mlharness.lineage;

import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Reads only. */
@ActivityInterface
public interface LineageActivities {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when the endpoint, model,
   *     version or alias does not exist
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "Trace")
  Lineage trace(TraceTarget target);
}
