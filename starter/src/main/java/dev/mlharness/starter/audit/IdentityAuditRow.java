package dev.mlharness.starter.audit;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An identity audit, in a list.
 *
 * @param status Temporal's word for it: {@code running}, {@code completed}, {@code failed}
 * @param outcome how much was found; null while it runs, or when it failed
 */
public record IdentityAuditRow(
    String audit,
    String status,
    @Nullable String outcome,
    Instant started,
    @Nullable Instant ended) {

  /** Whether it has found out. */
  public boolean done() {
    return status.equals("completed");
  }

  static IdentityAuditRow of(WorkflowExecutionMetadata audit) {
    boolean running =
        audit.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    return new IdentityAuditRow(
        audit.getExecution().getWorkflowId(),
        audit.getStatus().name().replace("WORKFLOW_EXECUTION_STATUS_", "").toLowerCase(Locale.ROOT),
        audit.getTypedSearchAttributes().get(HarnessSearchAttributes.OUTCOME),
        audit.getStartTime(),
        running ? null : audit.getCloseTime());
  }
}
