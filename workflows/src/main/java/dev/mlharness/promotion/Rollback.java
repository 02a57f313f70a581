package dev.mlharness.promotion;

import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.promotion.Reign.Served;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an earlier version champion again: first traffic, then the aliases. Child of the model's
 * entity, so that each rollback has a history and a ledger of its own.
 */
@WorkflowInterface
public interface Rollback {

  /**
   * @return what the endpoint serves now; null: there is no endpoint
   * @throws io.temporal.failure.ApplicationFailure when it could not be done; it was undone then,
   *     and what was not undone is said
   */
  @WorkflowMethod
  @Nullable Served run(RollbackPlan plan);

  @QueryMethod(description = "The inverses of all changes, and what became of them")
  List<LedgerEntry> ledger();
}
