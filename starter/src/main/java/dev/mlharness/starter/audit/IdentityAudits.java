package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Identity audits that were done: by a schedule, or because somebody asked. */
public final class IdentityAudits {
  private static final String AUDITS = "WorkflowType = 'IdentityAudit'";

  private final Temporal temporal;

  public IdentityAudits(Temporal temporal) {
    this.temporal = temporal;
  }

  /** The newest first; as far back as Temporal remembers. */
  public List<AuditRow> first(int most) {
    return list(AUDITS, most);
  }

  /** What the last audit found that came to its end; empty: there was none. */
  public Optional<Latest> latest() {
    return list(AUDITS + " AND ExecutionStatus = 'Completed'", 1).stream()
        .findFirst()
        .map(row -> new Latest(row, report(row)));
  }

  /** What audits found newly, and found no more, as the audit store has it; the newest first. */
  public AuditPage records(@Nullable Long before, int most) {
    return Questions.ask(
        temporal,
        "ReadAudit",
        "findings of identity audits",
        new AuditQuery(Set.of(AuditKind.FINDING), null, Order.NEWEST_FIRST, before, most),
        AuditPage.class);
  }

  private List<AuditRow> list(String query, int most) {
    try (Stream<WorkflowExecutionMetadata> found = temporal.client().listExecutions(query)) {
      return found.limit(most).map(AuditRow::of).toList();
    }
  }

  private IdentityAuditReport report(AuditRow row) {
    return temporal
        .client()
        .newUntypedWorkflowStub(
            WorkflowTargetOptions.newBuilder()
                .setWorkflowId(row.audit())
                .setRunId(row.run())
                .build(),
            Optional.of("IdentityAudit"))
        .getResult(IdentityAuditReport.class);
  }

  /** An audit with its report. */
  public record Latest(AuditRow audit, IdentityAuditReport report) {}

  /**
   * An audit in a list.
   *
   * @param audit its workflow id
   * @param status Temporal's word for it
   * @param worst severity of what it found, or {@code clean}; null: it has not found out
   */
  public record AuditRow(
      String audit,
      String run,
      String status,
      @Nullable String worst,
      Instant started,
      @Nullable Instant ended) {

    static AuditRow of(WorkflowExecutionMetadata execution) {
      boolean running =
          execution.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      return new AuditRow(
          execution.getExecution().getWorkflowId(),
          execution.getExecution().getRunId(),
          execution
              .getStatus()
              .name()
              .replace("WORKFLOW_EXECUTION_STATUS_", "")
              .toLowerCase(Locale.ROOT),
          execution.getTypedSearchAttributes().get(HarnessSearchAttributes.OUTCOME),
          execution.getStartTime(),
          running ? null : execution.getCloseTime());
    }
  }
}
