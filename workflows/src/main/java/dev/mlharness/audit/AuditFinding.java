package dev.mlharness.audit;

/**
 * What is wrong with a chain.
 *
 * @param sequence of the record that it is about
 * @param message one sentence, for people
 */
public record AuditFinding(long sequence, Kind kind, String message) {

  /** What was done to the record. */
  public enum Kind {
    EDITED,
    MISSING,
    REORDERED
  }
}
