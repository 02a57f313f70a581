package dev.mlharness.sandbox.runs;

import org.jspecify.annotations.Nullable;

/**
 * One try at a task of a run; a repair makes another.
 *
 * @param number 0 for the first try at the task
 * @param repairId the repair that made it; null for the run's own
 * @param stop what it is being ended as, before its time
 * @param ending how it ended; null while it has not
 */
public record Attempt(
    String taskKey,
    long runId,
    int number,
    @Nullable Long repairId,
    Phase phase,
    Times times,
    @Nullable Ending stop,
    @Nullable Ending ending) {

  /**
   * When it got how far (epoch milliseconds, 0 if not yet).
   *
   * @param created when it was asked for
   * @param left when it left the queue, and its set-up began
   * @param running when its process started
   */
  public record Times(long created, long left, long running) {}

  static Attempt first(String taskKey, long runId) {
    return of(taskKey, runId, 0, null);
  }

  static Attempt of(String taskKey, long runId, int number, @Nullable Long repairId) {
    var times = new Times(System.currentTimeMillis(), 0, 0);
    return new Attempt(taskKey, runId, number, repairId, Phase.BLOCKED, times, null, null);
  }

  boolean ended() {
    return ending != null;
  }

  /** Whether it has left the queue and has not ended. */
  boolean underWay() {
    return !ended() && times.left > 0;
  }

  Attempt in(Phase next) {
    return new Attempt(taskKey, runId, number, repairId, next, times, stop, ending);
  }

  Attempt leavesQueue() {
    var now = new Times(times.created, System.currentTimeMillis(), 0);
    return new Attempt(taskKey, runId, number, repairId, Phase.PENDING, now, stop, ending);
  }

  Attempt runs() {
    var now = new Times(times.created, times.left, System.currentTimeMillis());
    Phase next = stop == null ? Phase.RUNNING : Phase.TERMINATING;
    return new Attempt(taskKey, runId, number, repairId, next, now, stop, ending);
  }

  /** Is to be ended, unless it is being ended already. */
  Attempt stopped(Ending as) {
    return stop != null || ended()
        ? this
        : new Attempt(taskKey, runId, number, repairId, Phase.TERMINATING, times, as, null);
  }

  Attempt ends(Ending with) {
    return ended()
        ? this
        : new Attempt(taskKey, runId, number, repairId, Phase.TERMINATED, times, stop, with);
  }
}
