package dev.mlharness.activities.notify;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.notify.Delivery;
import dev.mlharness.notify.NotifyActivities;
import dev.mlharness.notify.NotifyRequest;
import dev.mlharness.recipe.ReceiverName;
import java.util.List;

/** Finds receivers, and hands messages over to them. */
public final class Deliveries implements NotifyActivities {
  private final Receivers receivers;

  public Deliveries(Receivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public List<ReceiverName> receivers(NotifyRequest request) {
    return receivers.of(request.message().occasion(), request.to());
  }

  @Override
  public void deliver(Delivery delivery) {
    ReceiverName name = delivery.receiver();
    receivers
        .find(name)
        .orElseThrow(
            () ->
                Failures.of(
                    FailureType.NOT_FOUND,
                    "The message was not delivered: %s."
                        .formatted(receivers.refusal(name).orElse(""))))
        .take(delivery.message());
  }
}
