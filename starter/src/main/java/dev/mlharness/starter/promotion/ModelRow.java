package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.ModelStatus;
import java.util.List;

/**
 * A model in a list.
 *
 * @param freezes those that are about this model
 */
public record ModelRow(ModelStatus status, List<Freeze> freezes) {
  public ModelRow {
    freezes = List.copyOf(freezes);
  }
}
