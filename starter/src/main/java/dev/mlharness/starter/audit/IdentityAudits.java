package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.identity.audit.IdentityAudit;
import dev.mlharness.identity.audit.IdentityAuditQuestion;
import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.cron.Upkeep;
import dev.mlharness.starter.paging.Executions;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identity audits, as the ways in start and read them that do not wait for one. */
public final class IdentityAudits {
  private static final String NAME = "identity-audit";
  private static final String ALL = "WorkflowType = 'IdentityAudit'";
  private static final String DONE = ALL + " AND ExecutionStatus = 'Completed'";

  /** Two calls for each job of a large workspace take their time. */
  public static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Temporal temporal;

  public IdentityAudits(Temporal temporal) {
    this.temporal = temporal;
  }

  /**
   * Starts one.
   *
   * @param workspace null: all that have an auditor
   * @return its id
   */
  public String start(@Nullable String workspace) {
    temporal.requireWorker(TaskQueues.HARNESS);
    String id = NAME + "-" + UUID.randomUUID();
    IdentityAudit audit =
        temporal
            .client()
            .newWorkflowStub(
                IdentityAudit.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(TaskQueues.HARNESS)
                    .setWorkflowExecutionTimeout(PATIENCE)
                    .setStaticSummary("audit of identities")
                    .build());
    WorkflowClient.start(audit::run, new IdentityAuditQuestion(workspace));
    return id;
  }

  /** All that Temporal remembers, the newest first. */
  public Page<IdentityAuditRow> page(PageRequest request) {
    return Executions.page(temporal.client(), ALL, request).map(IdentityAuditRow::of);
  }

  /**
   * The latest that was done.
   *
   * @throws CommandFailure when there is none
   */
  public IdentityAuditRow latest() {
    return Executions.page(temporal.client(), DONE, PageRequest.first(1)).items().stream()
        .findFirst()
        .map(IdentityAuditRow::of)
        .orElseThrow(
            () ->
                CommandFailure.missing(
                    "no audit of identities is done yet", "./harness audit identities"));
  }

  /**
   * @throws CommandFailure when there is no such audit
   */
  public IdentityAuditRow row(String id) {
    try {
      var found = temporal.client().newUntypedWorkflowStub(id).describe();
      if (found.getWorkflowType().equals("IdentityAudit")) {
        return IdentityAuditRow.of(found);
      }
    } catch (WorkflowNotFoundException e) {
      // As one of another type: neither is an audit.
    }
    throw CommandFailure.missing(
        "there is no audit of identities '" + id + "'", "./harness audit identities");
  }

  /** What an audit that is done has found. */
  public IdentityAuditReport report(String id) {
    return WorkflowStub.fromTyped(temporal.client().newWorkflowStub(IdentityAudit.class, id))
        .getResult(IdentityAuditReport.class);
  }

  /** What audits found newly, and found no more, as the audit store has it; the newest first. */
  public AuditPage records(int most) {
    return Questions.ask(
        temporal,
        "ReadAudit",
        "findings of identity audits",
        new AuditQuery(Set.of(AuditKind.FINDING), null, Order.NEWEST_FIRST, null, most),
        AuditPage.class);
  }

  /** The audit as a piece of upkeep. */
  public static Upkeep upkeep(@Nullable String workspace) {
    return new Upkeep(
        workspace == null ? NAME : NAME + "-" + workspace,
        IdentityAudit.class,
        new IdentityAuditQuestion(workspace),
        "scheduled audit of identities");
  }
}
