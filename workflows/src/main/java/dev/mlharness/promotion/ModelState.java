package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an entity remembers, and what it hands on when it continues as new.
 *
 * @param access as whom the entity looks and rolls back: that of the last who promoted or adopted
 * @param endpoint where the model serves, as far as known
 * @param departures that have not been looked at yet, in order
 * @param renewAfter continue as new after so many messages; null: when Temporal suggests it
 */
public record ModelState(
    ModelKey key,
    @Nullable Access access,
    @Nullable String endpoint,
    Line line,
    List<Departure> departures,
    Champions champions,
    List<Freeze> frozen,
    List<ModelEvent> events,
    @Nullable Integer renewAfter) {
  public ModelState {
    departures = List.copyOf(departures);
    frozen = List.copyOf(frozen);
    events = List.copyOf(events);
  }

  /** Of a model that nobody has asked about. */
  public static ModelState of(ModelKey key) {
    return new ModelState(
        key, null, null, Line.EMPTY, List.of(), Champions.NONE, List.of(), List.of(), null);
  }
}
