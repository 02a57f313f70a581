package dev.mlharness.rollout;

import dev.mlharness.ledger.LedgerEntry;
import java.util.List;

/**
 * What a rollout leaves.
 *
 * @param reason one sentence, for people
 * @param endpointUrl where the endpoint answers
 * @param open what a later failure of the pipeline must still undo; or what could not be undone
 */
public record RolloutResult(
    RolloutOutcome outcome, String reason, String endpointUrl, List<LedgerEntry> open) {
  public RolloutResult {
    open = List.copyOf(open);
  }
}
