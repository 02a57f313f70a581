package dev.mlharness.starter.promotion;

import dev.mlharness.starter.paging.Executions;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import io.temporal.client.WorkflowClient;

/** The models that the harness knows: those with an entity. */
public final class Models {
  private static final String KNOWN = "WorkflowType = 'Model' AND ExecutionStatus = 'Running'";

  private Models() {}

  /** Those known last come first. */
  public static Page<ModelRow> page(WorkflowClient temporal, PageRequest request) {
    return Executions.page(temporal, KNOWN, request).map(ModelRow::of);
  }
}
