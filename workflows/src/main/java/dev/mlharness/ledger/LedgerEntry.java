package dev.mlharness.ledger;

import org.jspecify.annotations.Nullable;

/**
 * @param what the change, for people: "alias champion of main.demo.x: 3 → 4"
 * @param note why it was skipped or failed, and how to finish by hand
 */
public record LedgerEntry(
    int id, String what, Inverse inverse, State state, @Nullable String note) {

  public enum State {
    /** Written, the change may or may not have happened. */
    OPEN,
    /** The inverse has been applied. */
    UNDONE,
    /** Not applied, because somebody else changed the thing since. */
    SKIPPED,
    /** The inverse failed; a person must finish. */
    FAILED,
    /** No longer to be undone: the pipeline reached its goal, or the run ended by itself. */
    CLOSED
  }
}
