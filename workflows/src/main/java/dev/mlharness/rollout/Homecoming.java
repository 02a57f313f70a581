package dev.mlharness.rollout;

import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.ledger.LedgerEntry.State;
import dev.mlharness.ledger.Undo;
import dev.mlharness.timing.Waiting;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;

/** Ends a rollout: puts back what must be put back, says so, and cannot be cancelled. */
final class Homecoming {
  private final Ledger ledger;
  private final Live live;
  private final Board board;
  private final RolloutTrail trail;

  Homecoming(Ledger ledger, Live live, Board board, RolloutTrail trail) {
    this.ledger = ledger;
    this.live = live;
    this.board = board;
    this.trail = trail;
  }

  RolloutResult end(Stop stop, int leg, List<Instruction> unrecorded) {
    return Waiting.undisturbed(() -> wrapUp(stop, leg, unrecorded));
  }

  private RolloutResult wrapUp(Stop stop, int leg, List<Instruction> unrecorded) {
    RolloutResult result =
        stop.outcome() == RolloutOutcome.COMPLETED ? arrived(stop) : returned(stop, leg);
    trail.steered(unrecorded);
    trail.ended(result.outcome(), result.reason());
    board.ended(result);
    Workflow.await(Workflow::isEveryHandlerFinished);
    return result;
  }

  /** From here on, the pipeline undoes it all, should it fail at what is left to do. */
  private RolloutResult arrived(Stop stop) {
    List<LedgerEntry> open =
        ledger.entries().stream().filter(entry -> entry.state() == State.OPEN).toList();
    ledger.closeAll();
    return new RolloutResult(stop.outcome(), stop.reason(), live.url(), open);
  }

  private RolloutResult returned(Stop stop, int leg) {
    int weight = live.weight();
    board.returns(leg, stop.reason());
    ledger.drain(0, new Undo(Map.of(), run -> {}));
    String found = live.found();
    String reason =
        "%s at %d %%: %s. %s"
            .formatted(
                word(stop),
                weight,
                stop.reason(),
                ledger.failed().isEmpty() ? found : ledger.leftUndone());
    return new RolloutResult(stop.outcome(), reason, live.url(), ledger.failed());
  }

  private static String word(Stop stop) {
    return stop.outcome().word().replace('_', ' ');
  }
}
