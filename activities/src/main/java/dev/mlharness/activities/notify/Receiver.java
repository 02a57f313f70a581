package dev.mlharness.activities.notify;

import dev.mlharness.notify.Message;
import dev.mlharness.recipe.ReceiverName.Kind;

/** Somebody who is told, by one kind of way. */
public interface Receiver {

  Kind kind();

  /**
   * Hands a message over, once more if need be: the receiver knows it by its id.
   *
   * @throws io.temporal.failure.ApplicationFailure naming the receiver, and never its address
   */
  void take(Message message);
}
