package dev.mlharness.notify;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Delivers one message to everybody who shall have it. A workflow of its own, so that whoever says
 * it neither waits for a receiver nor fails with it.
 */
@WorkflowInterface
public interface Notify {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code UNDELIVERED}, naming the receivers that
   *     were not reached
   */
  @WorkflowMethod
  void run(NotifyRequest request);
}
