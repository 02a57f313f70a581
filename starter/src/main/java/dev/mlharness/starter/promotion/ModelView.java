package dev.mlharness.starter.promotion;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.Model;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import java.util.List;

/**
 * A model, with its history and what stops it.
 *
 * @param history who was champion when, the oldest first
 * @param freezes those that are about this model
 */
public record ModelView(
    @JsonUnwrapped ModelStatus status, List<Reign> history, List<Freeze> freezes) {
  public ModelView {
    history = List.copyOf(history);
    freezes = List.copyOf(freezes);
  }

  /**
   * @throws io.temporal.client.WorkflowNotFoundException when the harness knows nothing of the
   *     model
   */
  public static ModelView of(Entities entities, ModelKey key) {
    Model entity = entities.known(key);
    return new ModelView(
        entity.status(), entity.history(), ModelSummary.about(key, entities.freezes()));
  }
}
