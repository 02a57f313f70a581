package dev.mlharness.identity.audit;

import dev.mlharness.access.Access;
import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Reads inventories, judges them, and keeps what was found. */
@Unaudited("reads only, and records what it finds itself")
@ActivityInterface
public interface IdentityAuditActivities {

  /**
   * Who reads which workspace. Workspaces of one host are one.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} for a workspace that is
   *     not configured, or has no auditor
   */
  @ActivityMethod(name = "FindAuditors")
  List<Access> auditors(IdentityAuditQuestion question);

  /**
   * Audits a workspace and records what changed since the audit before. What the auditor may not
   * read is a finding. Repeated for the same workflow run, it records nothing twice.
   *
   * @param most how many findings of each kind the answer may hold
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when the workspace or the
   *     audit store does not answer
   */
  @ActivityMethod(name = "AuditIdentities")
  WorkspaceAudit audit(Access auditor, int most);
}
