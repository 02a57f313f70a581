package dev.mlharness.starter.rollout;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.rollout.RolloutStatus;
import java.util.List;

/** A rollout, with the inverses of its changes. */
public record RolloutView(
    String pipeline, @JsonUnwrapped RolloutStatus status, List<LedgerEntry> ledger) {
  public RolloutView {
    ledger = List.copyOf(ledger);
  }
}
