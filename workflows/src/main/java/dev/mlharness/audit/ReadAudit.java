package dev.mlharness.audit;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Reads records. A workflow, so that the one who asks needs no access to the database. */
@WorkflowInterface
public interface ReadAudit {
  @WorkflowMethod
  AuditPage run(AuditQuery query);
}
