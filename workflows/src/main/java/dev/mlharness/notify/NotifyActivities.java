package dev.mlharness.notify;

import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import dev.mlharness.recipe.ReceiverName;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** The ways out of the house. */
@ActivityInterface
public interface NotifyActivities {

  /**
   * Everybody who shall be told: those of the request, and operators' receivers that hear of such
   * occasions. Each once.
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "FindReceivers")
  List<ReceiverName> receivers(NotifyRequest request);

  /**
   * Hands a message over. May do so more than once, when an answer is lost; the id of the message
   * stays the same.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when there is no such
   *     receiver, {@code UNAVAILABLE} when it does not answer or is busy, {@code ACCESS_DENIED}
   *     when its address may not be called, {@code HELD} when it does not want the message
   */
  @Audited
  @ActivityMethod(name = "DeliverMessage")
  void deliver(Delivery delivery);
}
