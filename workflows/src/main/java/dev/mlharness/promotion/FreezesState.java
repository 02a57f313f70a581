package dev.mlharness.promotion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All freezes, and the models whose lines they stop.
 *
 * @param stopped will be told when a freeze is lifted
 * @param renewAfter continue as new after so many messages; null: when Temporal suggests it
 */
public record FreezesState(
    List<Freeze> freezes, List<ModelKey> stopped, @Nullable Integer renewAfter) {
  public static final FreezesState NONE = new FreezesState(List.of(), List.of(), null);

  public FreezesState {
    freezes = List.copyOf(freezes);
    stopped = List.copyOf(stopped);
  }
}
