package dev.mlharness.approval;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said at a gate.
 *
 * @param by who; under {@code trust: namespace} a claim, not a proof
 * @param evidence digest of the evidence it was given for; null accepts whatever the gate shows
 */
public record Decision(
    Verdict verdict, @Nullable String by, @Nullable String comment, @Nullable String evidence) {

  /** The name of one who did not say who they are. */
  public static final String UNKNOWN = "unknown";

  public String person() {
    return by == null || by.isBlank() ? UNKNOWN : by;
  }
}
