package dev.mlharness.audit;

import java.util.Locale;

/** What a record is about. */
public enum AuditKind {
  /** A pipeline began. */
  START,
  /** Somebody wanted what they may not have: a start, or a decision that did not count. */
  REFUSAL,
  /** A person decided at a gate, or the gate ended; a person steered a rollout, or it ended. */
  DECISION,
  /** A person ordered something of a model in production: to roll back, freeze, unfreeze, adopt. */
  ORDER,
  /** A token was received for a role. */
  RECEIPT,
  /** Something outside is about to be changed, or was. */
  CHANGE,
  /** An identity audit: that it was done, what it found newly, and what it found no more. */
  FINDING,
  /** A model that serves broke its rules; what its watch did about it. */
  VIOLATION,
  /** A pipeline ended. */
  END;

  /** As it is written in records, on the command line and in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
