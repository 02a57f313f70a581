package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.ModelKey;
import io.temporal.client.WorkflowExecutionMetadata;

/** A model that the harness knows, in a list. */
public record ModelRow(String model, String workspace) {
  static ModelRow of(WorkflowExecutionMetadata entity) {
    ModelKey key = ModelKey.ofWorkflow(entity.getExecution().getWorkflowId());
    return new ModelRow(key.model(), key.workspace());
  }
}
