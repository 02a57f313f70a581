package dev.mlharness.approval;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said at a gate.
 *
 * @param by who; without a proof a claim
 * @param evidence digest of the evidence it was given for; null accepts whatever the gate shows
 * @param proof the signed decision: JWS in compact form; null: none. It proves and opens nothing
 *     else, so it may stand in a history
 */
public record Decision(
    Verdict verdict,
    @Nullable String by,
    @Nullable String comment,
    @Nullable String evidence,
    @Nullable String proof) {

  /** The name of one who did not say who they are. */
  public static final String UNKNOWN = "unknown";

  /** A decision that nothing proves. */
  public Decision(
      Verdict verdict, @Nullable String by, @Nullable String comment, @Nullable String evidence) {
    this(verdict, by, comment, evidence, null);
  }

  public String person() {
    return by == null || by.isBlank() ? UNKNOWN : by;
  }

  /** The same words, for those who only read them. */
  public Decision withoutProof() {
    return new Decision(verdict, by, comment, evidence, null);
  }
}
