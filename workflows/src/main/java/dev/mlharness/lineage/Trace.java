package dev.mlharness.lineage;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Goes from an endpoint, a version or an alias back to the recipe. A workflow, so that the one who
 * asks needs no credential of the workspace.
 */
@WorkflowInterface
public interface Trace {
  @WorkflowMethod
  Lineage run(TraceTarget target);
}
