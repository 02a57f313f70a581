package dev.mlharness.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline, the plan of one, or a trace, that wants to begin.
 *
 * @param document the recipe as it was handed in; of a trace, its target
 * @param pipeline the workflow id
 * @param execution Temporal's id of the first execution, which a reset keeps
 * @param startedAt when Temporal took the start
 * @param initiator who started it, as they say; a claim
 * @param proof the signed start; null: none
 */
public record PipelineStart(
    JsonNode document,
    String pipeline,
    String execution,
    Instant startedAt,
    @Nullable String initiator,
    @Nullable String proof) {

  /** Of the workflow that asks. */
  public static PipelineStart current(JsonNode document) {
    WorkflowInfo info = Workflow.getInfo();
    return new PipelineStart(
        document,
        info.getWorkflowId(),
        info.getFirstExecutionRunId(),
        Instant.ofEpochMilli(info.getRunStartedTimestampMillis()),
        StartMemo.text(StartMemo.INITIATOR),
        StartMemo.text(StartMemo.START));
  }
}
