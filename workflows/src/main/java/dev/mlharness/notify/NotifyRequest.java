package dev.mlharness.notify;

import dev.mlharness.recipe.ReceiverName;
import java.util.List;

/**
 * @param to whom the recipe wants told; operators' receivers hear of it too
 */
public record NotifyRequest(Message message, List<ReceiverName> to) {
  public NotifyRequest {
    to = List.copyOf(to);
  }
}
