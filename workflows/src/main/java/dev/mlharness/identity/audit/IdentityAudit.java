package dev.mlharness.identity.audit;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Looks for stale identities: secrets, tokens, federation policies, jobs, principals, roles.
 * Changes nothing but the audit store, where each audit leaves what it found and what was mended.
 */
@WorkflowInterface
public interface IdentityAudit {
  @WorkflowMethod
  IdentityAuditReport run(IdentityAuditQuestion question);
}
