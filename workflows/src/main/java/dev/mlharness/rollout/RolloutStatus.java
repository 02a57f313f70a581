package dev.mlharness.rollout;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a rollout stands.
 *
 * @param champion null: there was none
 * @param weight percentage of traffic that the candidate has now
 * @param waitingFor one sentence: what must happen next, and who can make it happen
 * @param until when what it waits for is over by itself; null: it is not
 * @param steps those of the recipe, the aliases and the bake
 * @param notes who said what; what was ignored, and why
 * @param result null until it has ended
 */
public record RolloutStatus(
    String model,
    String version,
    @Nullable String champion,
    String endpoint,
    State state,
    int weight,
    String waitingFor,
    @Nullable Instant until,
    List<StepStatus> steps,
    List<String> notes,
    @Nullable RolloutResult result) {
  public RolloutStatus {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  public enum State {
    RUNNING,
    PAUSED,
    /** A check was not kept; a person can resume, promote or abort. */
    HELD,
    /** Puts back what it changed. */
    RETURNING,
    ENDED
  }

  /**
   * @param what as in the recipe: {@code weight 10 %}, {@code pause 30m}
   * @param note what was measured, or when it happened
   */
  public record StepStatus(String what, Mark mark, @Nullable String note) {
    public enum Mark {
      PENDING,
      CURRENT,
      DONE,
      /** Left out, because a person promoted. */
      SKIPPED,
      FAILED
    }
  }
}
