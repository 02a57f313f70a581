package dev.mlharness.activities.databricks.watch;

import dev.mlharness.run.RunResult;
import io.temporal.failure.ApplicationFailure;

/**
 * Tells Temporal about activities that complete asynchronously. An activity that Temporal knows no
 * longer is left alone; what throws did not get through, and may be tried again.
 */
interface Completions {

  /** The run has ended. */
  void complete(byte[] taskToken, RunResult result);

  void fail(byte[] taskToken, ApplicationFailure failure);

  void cancelled(byte[] taskToken);

  /**
   * Says that the activity is alive.
   *
   * @param progress for people who look at the pending activity
   */
  Standing heartbeat(byte[] taskToken, String progress);

  /** What Temporal thinks of an activity. */
  enum Standing {
    WANTED,
    /** To be cancelled: its workflow no longer waits. */
    CANCELLED,
    /** Timed out, completed by somebody else, or its workflow is closed. */
    GONE
  }
}
