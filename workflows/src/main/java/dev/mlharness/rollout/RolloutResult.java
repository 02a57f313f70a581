package dev.mlharness.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.ledger.LedgerEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout leaves.
 *
 * @param reason one sentence, for people
 * @param endpointUrl where the endpoint answers
 * @param open what a later failure of the pipeline must still undo; or what could not be undone
 * @param championSince when the aliases followed the traffic; null: they did not
 * @param withdrawn which decisions do not stand any more; null: it did not end for that
 */
public record RolloutResult(
    RolloutOutcome outcome,
    String reason,
    String endpointUrl,
    List<LedgerEntry> open,
    @Nullable Instant championSince,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Confirmation withdrawn) {
  public RolloutResult {
    open = List.copyOf(open);
  }

  public RolloutResult(
      RolloutOutcome outcome, String reason, String endpointUrl, List<LedgerEntry> open) {
    this(outcome, reason, endpointUrl, open, null, null);
  }

  RolloutResult crowned(@Nullable Instant at) {
    return new RolloutResult(outcome, reason, endpointUrl, open, at, withdrawn);
  }

  RolloutResult withdrawn(@Nullable Confirmation decisions) {
    return new RolloutResult(outcome, reason, endpointUrl, open, championSince, decisions);
  }
}
