package dev.mlharness.activities.workspace;

import java.time.Duration;

/**
 * What this worker allows itself at a workspace.
 *
 * @param watchCallsPerSecond requests per second that watching all runs may cost together; the rest
 *     of the workspace's rate limit stays for everybody else
 * @param httpTimeout deadline of one request; shorter than the start-to-close timeout of every
 *     activity, so that a late request never lives beside its retry
 */
public record Limits(int watchCallsPerSecond, Duration httpTimeout) {
  public static final Limits DEFAULT = new Limits(30, Duration.ofSeconds(20));

  public Limits {
    if (watchCallsPerSecond < 1) {
      throw new IllegalArgumentException(
          "limits.watch-calls-per-second is " + watchCallsPerSecond + "; at least 1 is needed");
    }
    if (httpTimeout.toSeconds() < 1) {
      throw new IllegalArgumentException("limits.http-timeout is shorter than a second");
    }
  }
}
