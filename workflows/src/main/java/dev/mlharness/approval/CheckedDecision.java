package dev.mlharness.approval;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a decision is worth.
 *
 * @param refusal why it does not count; null: it does
 * @param decision as it is proven; null when it does not count
 * @param subject the identity provider's id of the person; null when it does not count
 * @param proofId of the signed decision, never used again; null when it does not count
 */
public record CheckedDecision(
    @Nullable String refusal,
    @Nullable Decision decision,
    @Nullable String subject,
    @Nullable String proofId) {

  public static CheckedDecision refused(String why) {
    return new CheckedDecision(why, null, null, null);
  }

  /** The decision that counts. */
  public Decision proven() {
    return Objects.requireNonNull(decision, "a decision that does not count proves nothing");
  }
}
