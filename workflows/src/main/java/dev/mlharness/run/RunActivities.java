package dev.mlharness.run;

import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Databricks job runs. Every method may be called twice; the effect happens once. */
@ActivityInterface
public interface RunActivities {

  /** Makes the run, or finds the one that an earlier call with this token made. */
  @Audited
  @ActivityMethod(name = "SubmitRun")
  RunHandle submit(RunRequest request);

  /**
   * Ends when the run has ended, whatever its outcome. Completes asynchronously: waiting holds no
   * worker slot. Heartbeats while the run is watched, so that a killed worker's runs are picked up
   * by another.
   */
  @Unaudited("waits only")
  @ActivityMethod(name = "WatchRun")
  RunResult watch(RunHandle run);

  /**
   * Asks for cancellation. A run that has ended already is left alone. Follow with {@code watch}.
   */
  @Audited
  @ActivityMethod(name = "CancelRun")
  void cancel(RunHandle run);

  /**
   * Runs only the failed tasks again, with all parameters kept. The run that {@code run} describes
   * is repaired once per value of {@link RunHandle#repairs()}.
   *
   * @return the same run, with one more repair
   */
  @Audited
  @ActivityMethod(name = "RepairRun")
  RunHandle repair(RunHandle run);
}
