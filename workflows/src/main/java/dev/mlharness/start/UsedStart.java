package dev.mlharness.start;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The mark that a signed start has been used: a workflow whose id is made of the signed start's, so
 * that Temporal lets there be one only.
 */
@WorkflowInterface
public interface UsedStart {
  /** Key of the memo with the execution that has used it. */
  String EXECUTION = "execution";

  @WorkflowMethod
  void mark();

  /** The workflow id of the mark. */
  static String idOf(String signedStart) {
    return "signed-start-" + signedStart;
  }
}
