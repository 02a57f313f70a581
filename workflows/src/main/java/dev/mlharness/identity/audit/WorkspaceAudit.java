package dev.mlharness.identity.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the audit of one workspace found.
 *
 * @param previous when the audit was that it is compared with; null: this is the first
 * @param standing all that stands, by severity
 * @param fresh how many of them are new
 * @param mended how many are gone since the previous audit
 * @param leftOut how many that stand are not among the changes
 * @param changes the findings themselves; of a large number the most urgent only
 */
public record WorkspaceAudit(
    String workspace,
    String host,
    Instant taken,
    @Nullable Instant previous,
    SeverityCounts standing,
    int fresh,
    int mended,
    int leftOut,
    AuditDifference changes) {

  /**
   * @param most how many findings of each kind are kept
   */
  public static WorkspaceAudit of(
      String workspace,
      String host,
      Instant taken,
      @Nullable Instant previous,
      AuditDifference difference,
      int most) {
    AuditDifference shortened = difference.shortened(most);
    return new WorkspaceAudit(
        workspace,
        host,
        taken,
        previous,
        SeverityCounts.of(difference.standing()),
        difference.fresh().size(),
        difference.gone().size(),
        difference.standing().size() - shortened.standing().size(),
        shortened);
  }

  /** The same, without findings that are less urgent; the numbers stay those of all. */
  public WorkspaceAudit atLeast(Severity least) {
    return new WorkspaceAudit(
        workspace, host, taken, previous, standing, fresh, mended, leftOut, changes.atLeast(least));
  }
}
