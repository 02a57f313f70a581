package dev.mlharness.activities.inventory;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.Place;
import dev.mlharness.identity.audit.AuditDifference;
import dev.mlharness.identity.audit.AuditLimits;
import dev.mlharness.identity.audit.IdentityAuditActivities;
import dev.mlharness.identity.audit.IdentityAuditQuestion;
import dev.mlharness.identity.audit.IdentityInventory;
import dev.mlharness.identity.audit.IdentityRules;
import dev.mlharness.identity.audit.WorkspaceAudit;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits the workspaces that this worker is configured for, each as its auditor. */
public final class IdentityAuditor implements IdentityAuditActivities {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityAuditor.class);

  private final Workspaces workspaces;
  private final WorkspaceClients clients;
  private final AuditStore store;
  private final AuditLimits limits;
  private final Map<String, String> auditors;
  private final Clock clock;

  /**
   * @param limits the issuers of the workspaces are trusted without being named there
   * @param auditors the role that reads a workspace, by the workspace's name
   */
  public IdentityAuditor(
      Workspaces workspaces,
      WorkspaceClients clients,
      AuditStore store,
      AuditLimits limits,
      Map<String, String> auditors) {
    this.workspaces = workspaces;
    this.clients = clients;
    this.store = store;
    this.limits = trusting(limits, workspaces);
    this.auditors = Map.copyOf(auditors);
    this.clock = Clock.systemUTC();
  }

  private static AuditLimits trusting(AuditLimits limits, Workspaces workspaces) {
    Set<String> issuers = new LinkedHashSet<>(limits.trustedIssuers());
    workspaces.all().forEach(each -> issuers.add(each.identity().issuer().toString()));
    return new AuditLimits(
        limits.secretAge(),
        limits.secretNotice(),
        limits.tokenAge(),
        limits.tokenIdle(),
        limits.principalIdle(),
        issuers);
  }

  @Override
  public List<Access> auditors(IdentityAuditQuestion question) {
    List<Access> found = new ArrayList<>();
    Set<Object> hosts = new LinkedHashSet<>();
    List<Workspace> asked =
        question.workspace() == null
            ? workspaces.all()
            : List.of(workspaces.named(question.workspace()));
    for (Workspace workspace : asked) {
      String role = auditors.get(workspace.name());
      if (role != null && hosts.add(workspace.host())) {
        found.add(new Access(workspace.name(), role));
      }
    }
    if (found.isEmpty()) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "%s has no auditor. Set mlharness.workspaces.NAME.auditor to a role whose service principal is an admin of the workspace."
              .formatted(
                  question.workspace() == null
                      ? "No workspace of this worker"
                      : "Workspace '" + question.workspace() + "'"));
    }
    return found;
  }

  @Override
  public WorkspaceAudit audit(Access auditor, int most) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    String run = context.getInfo().getWorkflowRunId();
    FindingRecords records = new FindingRecords(store);
    FindingRecords.Last last = records.last(auditor.workspace(), run);
    Instant now = clock.instant();
    IdentityInventory inventory =
        new Inventories(
                workspaces, clients, auditor, new InventoryReader(() -> context.heartbeat(null)))
            .read(new Uses(store.lastUses(), store.begin().orElse(null), now));
    AuditDifference difference =
        AuditDifference.between(
            last.standing(), new IdentityRules(limits).judge(inventory), inventory.unread());
    records.keep(
        auditor,
        new Actor(
            context.getWorkflowClient().getOptions().getIdentity(),
            auditor.role(),
            workspaces.role(auditor).servicePrincipal()),
        new Place(auditor.workspace(), context.getInfo().getWorkflowId(), null),
        run,
        difference);
    WorkspaceAudit audit =
        WorkspaceAudit.of(
            auditor.workspace(),
            workspaces.of(auditor).host().toString(),
            now,
            last.when(),
            difference,
            most);
    tell(audit);
    return audit;
  }

  private static void tell(WorkspaceAudit audit) {
    String line = "Identities of workspace {}: {}; {} new, {} mended since the last audit";
    Object[] values = {audit.workspace(), audit.standing().words(), audit.fresh(), audit.mended()};
    if (audit.standing().high() > 0) {
      LOG.warn(line, values);
    } else {
      LOG.info(line, values);
    }
  }
}
