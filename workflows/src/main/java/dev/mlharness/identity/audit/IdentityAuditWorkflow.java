package dev.mlharness.identity.audit;

import dev.mlharness.access.Access;
import dev.mlharness.notify.About;
import dev.mlharness.notify.Messenger;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;

/** Audits all workspaces at the same time: one that does not answer holds up no other. */
public final class IdentityAuditWorkflow implements IdentityAudit {
  /** A payload takes 2 MB; a finding takes 1 KB or less, and there are three kinds of them. */
  private static final int MOST_FINDINGS = 500;

  @Override
  public IdentityAuditReport run(IdentityAuditQuestion question) {
    List<Access> auditors =
        ActivityProfiles.call(
                IdentityAuditActivities.class, ActivityProfiles.ASKED, "find the auditors")
            .auditors(question);
    int most = Math.max(1, MOST_FINDINGS / auditors.size());
    List<Promise<WorkspaceAudit>> audits =
        auditors.stream().map(auditor -> audit(auditor, most)).toList();
    // So that one that fails ends no other.
    Promise.allOf(audits.stream().map(audit -> audit.handle((done, failure) -> done)).toList())
        .get();
    IdentityAuditReport report =
        new IdentityAuditReport(audits.stream().map(Promise::get).toList());
    Workflow.setCurrentDetails(AuditSummary.of(report));
    Workflow.upsertTypedSearchAttributes(
        HarnessSearchAttributes.OUTCOME.valueSet(AuditSummary.outcome(report)));
    tell(report);
    return report;
  }

  /** Operators' receivers: a finding belongs to no recipe. */
  private static void tell(IdentityAuditReport report) {
    int fresh = report.workspaces().stream().mapToInt(WorkspaceAudit::fresh).sum();
    if (fresh > 0) {
      Messenger messenger = new Messenger();
      messenger.tell(
          Occasion.IDENTITY_FINDING,
          About.workflow(Workflow.getInfo().getWorkflowId()),
          "the identity audit found %d new; %s stand: ./harness audit identities"
              .formatted(fresh, report.standing().words()),
          AuditSummary.fresh(report),
          List.of());
      messenger.settle();
    }
  }

  private static Promise<WorkspaceAudit> audit(Access auditor, int most) {
    return Async.function(
        ActivityProfiles.call(
                IdentityAuditActivities.class,
                ActivityProfiles.INVENTORY,
                "audit identities of " + auditor.workspace())
            ::audit,
        auditor,
        most);
  }
}
