package dev.mlharness.notify;

import dev.mlharness.audit.Subject;
import dev.mlharness.recipe.ReceiverName;
import org.jspecify.annotations.Nullable;

/** One message for one receiver. */
public record Delivery(Message message, ReceiverName receiver) implements Subject {
  @Override
  public String subject() {
    return "message %s about %s to %s"
        .formatted(message.occasion(), message.about().subject(), receiver);
  }

  @Override
  public @Nullable String ofPipeline() {
    return message.about().pipeline();
  }
}
