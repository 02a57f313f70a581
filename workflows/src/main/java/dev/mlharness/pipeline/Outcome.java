package dev.mlharness.pipeline;

import java.util.Locale;

/** How a pipeline ended. */
public enum Outcome {
  /** The candidate is champion (and serves, if the recipe deploys to an endpoint). */
  DEPLOYED,
  /** People, or the gate's time-out, said no. */
  REJECTED,
  /**
   * Whoever started it may not use the roles of its recipe, or the roles may do too much; nothing
   * was begun.
   */
  REFUSED,
  /** A threshold was missed, or the candidate is worse than the champion. */
  VALIDATION_FAILED,
  /** A stage failed and nobody mended it. */
  FAILED,
  /** A check of the rollout was not kept; traffic, served models and aliases went back. */
  ROLLED_BACK,
  /** A person gave it up, and may have said why. */
  ABORTED,
  CANCELLED,
  /** A version was trained again, and its metrics came out the same, within the tolerance. */
  REPRODUCED,
  /** A version was trained again, and its metrics came out otherwise. */
  DIFFERS,
  /** The pipeline did not reach its goal and not all of it could be undone. */
  COMPENSATION_FAILED;

  /** As tags and search attributes spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
