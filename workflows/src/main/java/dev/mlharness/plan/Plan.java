package dev.mlharness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Says what a pipeline of this recipe would do, and changes nothing. */
@WorkflowInterface
public interface Plan {
  @WorkflowMethod
  PlanReport run(JsonNode recipe);
}
