package dev.mlharness.rollout;

import java.util.Locale;

/** How a rollout ended. In every case but the first, what it changed was put back. */
public enum RolloutOutcome {
  /** The candidate has all traffic and is champion. */
  COMPLETED,
  /** A check was not kept. */
  ROLLED_BACK,
  /** A person gave it up. */
  ABORTED,
  /** Somebody else changed the endpoint meanwhile; what they set was left as it is. */
  STOPPED,
  /** A change could not be made. */
  FAILED,
  /** A decision that it rests on does not stand any more. */
  WITHDRAWN,
  CANCELLED;

  /** As it is written in records and search attributes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
