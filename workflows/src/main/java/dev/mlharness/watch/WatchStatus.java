package dev.mlharness.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a watch stands.
 *
 * @param version the champion that it watches
 * @param pipeline that made it champion
 * @param onViolation what is done when a rule is broken: notify, retrain or rollback
 * @param every between two looks, as in {@code 1h}
 * @param mayActFrom the first time at which it may act; null: now
 * @param actions when it acted, the oldest first; only those that hold it back
 * @param violations how many times rules were found broken
 */
public record WatchStatus(
    @Nullable String model,
    @Nullable String workspace,
    @Nullable String version,
    @Nullable String pipeline,
    State state,
    @Nullable String every,
    @Nullable String onViolation,
    List<CheckState> checks,
    List<Instant> actions,
    @Nullable Instant mayActFrom,
    int violations,
    int looks,
    List<WatchEvent> events) {
  public WatchStatus {
    checks = List.copyOf(checks);
    actions = List.copyOf(actions);
    events = List.copyOf(events);
  }

  /** What a watch does. */
  public enum State {
    WATCHING,
    PAUSED,
    STOPPED
  }
}
