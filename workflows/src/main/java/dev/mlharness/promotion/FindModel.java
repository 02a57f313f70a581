package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Puts the worker's configured names in place of those that a person left out. */
@WorkflowInterface
public interface FindModel {

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} naming the known ones
   */
  @WorkflowMethod
  Access run(ModelQuestion question);
}
