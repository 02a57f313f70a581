package dev.mlharness.identity.rotation;

import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.secret.RotationPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a rotation is.
 *
 * @param doing for people, as in {@code proving the new secret}
 * @param plan null until it was looked what is there
 * @param fresh id of the new secret; null until it was made
 * @param until when the former secret is revoked; null until the new one is in use
 * @param ledger what would be undone
 */
public record RotationStatus(
    String secret,
    String doing,
    @Nullable RotationPlan plan,
    @Nullable String fresh,
    @Nullable Instant until,
    List<LedgerEntry> ledger) {
  public RotationStatus {
    ledger = List.copyOf(ledger);
  }
}
