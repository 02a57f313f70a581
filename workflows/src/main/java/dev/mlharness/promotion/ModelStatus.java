package dev.mlharness.promotion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a model stands.
 *
 * @param champion null: there is none, or nobody has looked yet
 * @param turn the pipeline that promotes
 * @param waiting pipelines, in order
 * @param frozen by what the line was stopped when it last wanted to move
 * @param doing the order of a person that is carried out
 */
public record ModelStatus(
    ModelKey key,
    @Nullable Reign champion,
    @Nullable TurnRequest turn,
    List<TurnRequest> waiting,
    List<Freeze> frozen,
    @Nullable String doing,
    List<ModelEvent> events) {
  public ModelStatus {
    waiting = List.copyOf(waiting);
    frozen = List.copyOf(frozen);
    events = List.copyOf(events);
  }
}
