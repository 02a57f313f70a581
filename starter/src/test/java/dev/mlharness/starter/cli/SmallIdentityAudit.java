package dev.mlharness.starter.cli;

import dev.mlharness.identity.audit.AuditDifference;
import dev.mlharness.identity.audit.IdentityAudit;
import dev.mlharness.identity.audit.IdentityAuditQuestion;
import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.identity.audit.IdentityFinding;
import dev.mlharness.identity.audit.Rule;
import dev.mlharness.identity.audit.WorkspaceAudit;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An audit without a workspace: the one named {@code calm} has one finding, of low severity. */
public final class SmallIdentityAudit implements IdentityAudit {
  private static final IdentityFinding OLD =
      finding(Rule.SECRET_OLD, "secret s1 of trainer", "curl -X DELETE 's1'");
  private static final IdentityFinding EXPIRED =
      finding(Rule.SECRET_EXPIRED, "secret s2 of trainer", "curl -X DELETE 's2'");
  private static final IdentityFinding IDLE =
      finding(Rule.TOKEN_UNUSED, "personal token t of x", "curl -X DELETE 't'");

  private static IdentityFinding finding(Rule rule, String subject, String mend) {
    return new IdentityFinding(rule, subject, "Evidence of " + subject + ".", mend);
  }

  @Override
  public IdentityAuditReport run(IdentityAuditQuestion question) {
    boolean calm = "calm".equals(question.workspace());
    AuditDifference difference =
        AuditDifference.between(
            List.of(EXPIRED, IDLE), calm ? List.of(EXPIRED) : List.of(OLD, EXPIRED), Set.of());
    return new IdentityAuditReport(
        List.of(
            WorkspaceAudit.of(
                calm ? "calm" : "prod",
                "https://dbc.example.com",
                Instant.parse("2026-06-01T00:00:00Z"),
                Instant.parse("2026-05-01T00:00:00Z"),
                difference,
                10)));
  }
}
