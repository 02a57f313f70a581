package dev.mlharness.activities.databricks.watch;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.OnBehalf;
import dev.mlharness.run.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One waiting activity: the run it waits for, and the token by which Temporal knows it. */
final class Watch {
  private final String workspace;
  private final RunHandle run;
  private final @Nullable OnBehalf pipeline;
  private final byte[] taskToken;
  private final Duration heartbeatEvery;
  private final Instant since;
  private final AtomicBoolean settled = new AtomicBoolean();

  private volatile Instant nextLook;
  private volatile String progress = "not looked at yet";
  // These belong to the pass that looks at the run; passes follow one another.
  private int failures;
  private int missing;
  private int outputTries;

  /**
   * @param workspace its name, also where the run says {@code default}
   * @param pipeline that waits; null: none that is known
   */
  Watch(
      String workspace,
      RunHandle run,
      @Nullable OnBehalf pipeline,
      byte[] taskToken,
      Duration heartbeatEvery,
      Instant since,
      Instant firstLook) {
    this.workspace = workspace;
    this.run = run;
    this.pipeline = pipeline;
    this.taskToken = taskToken.clone();
    this.heartbeatEvery = heartbeatEvery;
    this.since = since;
    this.nextLook = firstLook;
  }

  String workspace() {
    return workspace;
  }

  RunHandle run() {
    return run;
  }

  @Nullable OnBehalf pipeline() {
    return pipeline;
  }

  /** As whom the run is looked at, with the workspace's own name. */
  Access access() {
    return new Access(workspace, run.access().role());
  }

  byte[] taskToken() {
    return taskToken.clone();
  }

  Duration heartbeatEvery() {
    return heartbeatEvery;
  }

  /** When the waiting began, for runs that do not say when they started. */
  Instant since() {
    return since;
  }

  Instant nextLook() {
    return nextLook;
  }

  String progress() {
    return progress;
  }

  /** True for the one caller who may tell Temporal how it ended. */
  boolean settle() {
    return settled.compareAndSet(false, true);
  }

  boolean settled() {
    return settled.get();
  }

  void lookAt(Instant when) {
    nextLook = when;
  }

  void active(String state, Instant next) {
    failures = 0;
    missing = 0;
    progress = state;
    nextLook = next;
  }

  /** How often in a row looking has failed, this time included. */
  int failed(String problem) {
    progress = "cannot look: " + problem;
    return ++failures;
  }

  /** How often its output was asked for, this time included. */
  int outputTry() {
    return ++outputTries;
  }

  /** How often in a row it could not be looked at as the role, this time included. */
  int revoked() {
    progress = "the role's service principal was revoked";
    return ++missing;
  }

  /** How often in a row the workspace knew no such run, this time included. */
  int missing() {
    progress = "the workspace knows no such run";
    return ++missing;
  }
}
