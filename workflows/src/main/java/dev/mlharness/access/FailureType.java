package dev.mlharness.access;

/**
 * Why an activity failed, as the type of Temporal's {@code ApplicationFailure}. The one place where
 * errors of the outside world become a decision on retry.
 */
public enum FailureType {
  /** The recipe is wrong; only its author can mend it. Never retried. */
  RECIPE_INVALID(false),
  /** The role, the initiator or the service principal may not do this. Never retried. */
  ACCESS_DENIED(false),
  /**
   * The role's service principal was deactivated or deleted: nothing can be done as it any more,
   * and nobody shall wait for it. Never retried.
   */
  IDENTITY_REVOKED(false),
  /** What the call names does not exist. Never retried. */
  NOT_FOUND(false),
  /**
   * Somebody else changed the thing in between, or the request contradicts its state. Never
   * retried.
   */
  CONFLICT(false),
  /** A person must act before another try makes sense. Never retried by itself. */
  HELD(false),
  /** Busy, unreachable or rate limited. Retried with back-off. */
  UNAVAILABLE(true);

  private final boolean retryable;

  FailureType(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether another try of the same call can succeed by itself. */
  public boolean retryable() {
    return retryable;
  }
}
