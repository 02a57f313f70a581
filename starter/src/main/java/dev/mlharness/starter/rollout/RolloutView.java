package dev.mlharness.starter.rollout;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.rollout.RolloutStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollout, with what it would undo.
 *
 * @param page of the rollout in the Temporal UI, if it is known
 */
public record RolloutView(
    String pipeline,
    @Nullable String page,
    @JsonUnwrapped RolloutStatus status,
    List<LedgerEntry> ledger) {
  public RolloutView {
    ledger = List.copyOf(ledger);
  }
}
