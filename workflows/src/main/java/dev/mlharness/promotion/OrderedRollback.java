package dev.mlharness.promotion;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Gives the entity of a model an order that comes from no person at a terminal but from a message,
 * which may come twice. Its workflow id is the message's, so the order is given once.
 */
@WorkflowInterface
public interface OrderedRollback {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when it is refused, or cannot
   *     be done; then all is as it was, or the message says what is not
   */
  @WorkflowMethod
  RollbackResult run(RollbackRequest request);
}
