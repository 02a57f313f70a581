package dev.mlharness.starter.pipelines;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.SearchAttributeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline in a list.
 *
 * @param status Temporal's word for it
 * @param outcome null while it runs; {@value #HELD} while it is held
 */
public record PipelineRow(
    String pipeline,
    @Nullable String model,
    @Nullable String stage,
    String status,
    @Nullable String outcome,
    @Nullable String version,
    Instant started,
    @Nullable Instant ended) {
  /** In the place of an outcome, while a person must mend the pipeline. */
  public static final String HELD = "held";

  /** Empty when Temporal knows none of this id, or has forgotten it. */
  public static Optional<PipelineRow> find(WorkflowClient temporal, String pipeline) {
    try {
      return Optional.of(of(temporal.newUntypedWorkflowStub(pipeline).describe()));
    } catch (WorkflowNotFoundException forgotten) {
      return Optional.empty();
    }
  }

  static PipelineRow of(WorkflowExecutionMetadata execution) {
    boolean running =
        execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    return new PipelineRow(
        execution.getExecution().getWorkflowId(),
        attribute(execution, HarnessSearchAttributes.MODEL),
        attribute(execution, HarnessSearchAttributes.STAGE),
        execution
            .getStatus()
            .name()
            .replace("WORKFLOW_EXECUTION_STATUS_", "")
            .toLowerCase(Locale.ROOT),
        outcome(running, attribute(execution, HarnessSearchAttributes.OUTCOME)),
        attribute(execution, HarnessSearchAttributes.MODEL_VERSION),
        execution.getStartTime(),
        running ? null : execution.getCloseTime());
  }

  /** One that was terminated while it was held has none. */
  private static @Nullable String outcome(boolean running, @Nullable String attribute) {
    return !running && HELD.equals(attribute) ? null : attribute;
  }

  /** So far, or altogether. */
  @JsonIgnore
  public Duration took() {
    return Duration.between(started, ended == null ? Instant.now() : ended);
  }

  private static @Nullable String attribute(
      WorkflowExecutionMetadata execution, SearchAttributeKey<String> key) {
    return execution.getTypedSearchAttributes().get(key);
  }
}
