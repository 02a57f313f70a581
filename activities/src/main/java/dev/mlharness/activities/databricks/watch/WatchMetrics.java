package dev.mlharness.activities.databricks.watch;

import dev.mlharness.run.RunOutcome;
import java.time.Duration;

/** What watching runs costs and how well it does. Called often and from several threads. */
public interface WatchMetrics {
  /** For those who do not measure. */
  WatchMetrics NONE = new WatchMetrics() {};

  /** How many watches are open in a workspace; called at each change. */
  default void open(String workspace, int watches) {}

  /** One pass over the runs of a workspace. */
  default void passed(String workspace, Duration took) {}

  /**
   * One call of a workspace's API.
   *
   * @param api {@code list}, {@code get} or {@code output}
   * @param succeeded false when it failed, for whatever reason
   */
  default void called(String workspace, String api, boolean succeeded) {}

  /**
   * A run has ended and Temporal knows.
   *
   * @param lag from the end of the run
   */
  default void delivered(String workspace, RunOutcome outcome, Duration lag) {}
}
