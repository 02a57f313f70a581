package dev.mlharness.pipeline;

import dev.mlharness.recipe.Digest;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.util.List;

/**
 * What makes the effects of one pipeline its own.
 *
 * @param workflowId may be used again by a later pipeline
 * @param firstRunId Temporal's id of the first execution: unlike the run id it stays the same when
 *     the workflow is reset, and unlike the workflow id it is never used again
 */
record PipelineId(String workflowId, String firstRunId) {

  static PipelineId current() {
    WorkflowInfo info = Workflow.getInfo();
    return new PipelineId(info.getWorkflowId(), info.getFirstExecutionRunId());
  }

  /** For one attempt of a stage, the same whoever asks and however often: 64 hex characters. */
  String token(Stage stage, int generation) {
    return key(stage.word(), String.valueOf(generation));
  }

  /** For anything else that shall happen once. */
  String key(String what, String which) {
    return Digest.of(List.of(firstRunId, workflowId, what, which));
  }
}
