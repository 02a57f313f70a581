package dev.mlharness.identity;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Walks the chain from a worker's identity to each role. A workflow, as only the worker knows its
 * configuration and holds its identity.
 */
@WorkflowInterface
public interface CheckIdentity {
  @WorkflowMethod
  IdentityReport run(IdentityQuestion question);
}
