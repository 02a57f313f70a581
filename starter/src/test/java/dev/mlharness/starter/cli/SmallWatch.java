package dev.mlharness.starter.cli;

import dev.mlharness.check.CheckVerdict;
import dev.mlharness.check.Violations;
import dev.mlharness.recipe.ViolationLimit;
import dev.mlharness.watch.CheckState;
import dev.mlharness.watch.Watch;
import dev.mlharness.watch.WatchEvent;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchState;
import dev.mlharness.watch.WatchStatus;
import dev.mlharness.watch.WatchStatus.State;
import dev.mlharness.watch.WatchedModel;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;

/** A watch that looks at nothing. */
public final class SmallWatch implements Watch {
  static final WatchKey KEY = new WatchKey("local", "main.demo.wine");
  private static final Instant WHEN = Instant.parse("2026-02-01T10:00:00Z");

  private State state = State.WATCHING;

  @Override
  public void run(WatchState start) {
    Workflow.await(() -> state == State.STOPPED);
  }

  @Override
  public void watch(WatchedModel model) {}

  @Override
  public void pause() {
    state = State.PAUSED;
  }

  @Override
  public void resume() {
    state = State.WATCHING;
  }

  @Override
  public void stop() {
    state = State.STOPPED;
  }

  @Override
  public WatchStatus status() {
    return new WatchStatus(
        KEY.model(),
        KEY.workspace(),
        "7",
        "wine-1",
        state,
        "1h",
        "retrain",
        List.of(
            new CheckState(
                "drift",
                new ViolationLimit(1, 2),
                Violations.NONE.with(CheckVerdict.VIOLATED, new ViolationLimit(1, 2)),
                0.9,
                "drift is 0.9, at most 0.2 is allowed (by SQL)",
                WHEN)),
        List.of(WHEN),
        WHEN,
        3,
        17,
        List.of(new WatchEvent(WHEN, "retrain wine-2: drift is 0.9")));
  }
}
