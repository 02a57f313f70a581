package dev.mlharness.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a watch knows: what it takes along when it continues as new.
 *
 * @param model null: nobody has said yet what to watch
 * @param former champions that a rollback may bring back, the newest last
 * @param actions when it acted, the oldest first
 * @param violations how many times rules were found broken
 * @param looks how many times it looked
 * @param events the newest last
 */
public record WatchState(
    @Nullable WatchedModel model,
    List<WatchedModel> former,
    List<CheckState> checks,
    List<Instant> actions,
    int violations,
    int looks,
    boolean paused,
    List<WatchEvent> events) {

  /** Of a watch that begins. */
  public static final WatchState NEW =
      new WatchState(null, List.of(), List.of(), List.of(), 0, 0, false, List.of());

  public WatchState {
    former = List.copyOf(former);
    checks = List.copyOf(checks);
    actions = List.copyOf(actions);
    events = List.copyOf(events);
  }
}
