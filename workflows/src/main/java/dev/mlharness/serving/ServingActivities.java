package dev.mlharness.serving;

import dev.mlharness.access.Access;
import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Serving endpoints. Every method may be called twice; the effect happens once. */
@ActivityInterface
public interface ServingActivities {

  @Unaudited("reads only")
  @ActivityMethod(name = "ReadEndpoint")
  Endpoint read(Access access, String endpoint);

  /**
   * Applies the change and waits until the endpoint serves it; heartbeats meanwhile. Already
   * applied or under way: only waits.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when the endpoint serves
   *     neither {@code from} nor {@code to}; {@code HELD} when the update failed
   */
  @Audited
  @ActivityMethod(name = "ChangeEndpoint")
  Endpoint change(EndpointChange change);
}
