package dev.mlharness.world;

import dev.mlharness.notify.Delivery;
import dev.mlharness.notify.Message;
import dev.mlharness.notify.NotifyActivities;
import dev.mlharness.notify.NotifyRequest;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Receivers that keep what they are told. One of them may be an operator's. */
public final class FakeReceivers implements NotifyActivities {
  private final Faults faults;
  private final List<Delivery> delivered = new ArrayList<>();
  private List<ReceiverName> operators = List.of();
  private Set<Occasion> heard = Set.of();

  FakeReceivers(Faults faults) {
    this.faults = faults;
  }

  /** From now on, this one hears of these occasions. */
  public synchronized void operatorsHave(ReceiverName receiver, Occasion... occasions) {
    operators = List.of(receiver);
    heard = Set.of(occasions);
  }

  @Override
  public synchronized List<ReceiverName> receivers(NotifyRequest request) {
    List<ReceiverName> hearing =
        heard.contains(request.message().occasion()) ? operators : List.of();
    return Stream.concat(request.to().stream(), hearing.stream()).distinct().toList();
  }

  @Override
  public void deliver(Delivery delivery) {
    faults.around(
        "DeliverMessage " + delivery.receiver().name(),
        () -> {
          synchronized (this) {
            delivered.add(delivery);
          }
          return delivery;
        });
  }

  /** What a receiver was told, in this order, doubles included. */
  public synchronized List<Message> told(String receiver) {
    return delivered.stream()
        .filter(delivery -> delivery.receiver().name().equals(receiver))
        .map(Delivery::message)
        .toList();
  }
}
