package dev.mlharness.audit;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Walks along the whole chain and says what is wrong with it. */
@WorkflowInterface
public interface VerifyAudit {
  /**
   * @param remembered heads that the chain once had, as somebody kept them
   */
  @WorkflowMethod
  AuditVerification run(List<AuditHead> remembered);
}
