package dev.mlharness.audit;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Records that somebody was turned away. A workflow, so that the one who turned them away needs no
 * access to the database.
 */
@WorkflowInterface
public interface RecordRefusal {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when it is no refusal: nothing
   *     else can be recorded this way
   */
  @WorkflowMethod
  AuditHead run(AuditEvent refusal);
}
