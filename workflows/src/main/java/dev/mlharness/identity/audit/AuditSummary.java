package dev.mlharness.identity.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An audit, as the Temporal UI shows it. */
final class AuditSummary {
  private static final int SHOWN = 20;
  private static final int LONGEST = 300;
  private static final int TOLD = 5;

  private AuditSummary() {}

  /** By which audits are found in lists: the worst severity, or {@code clean}. */
  static String outcome(IdentityAuditReport report) {
    return report.standing().worst().map(Severity::word).orElse("clean");
  }

  /** What is new, by workspace, for a message: the most urgent come first. */
  static Map<String, String> fresh(IdentityAuditReport report) {
    Map<String, String> fresh = new TreeMap<>();
    for (WorkspaceAudit audit : report.workspaces()) {
      if (audit.fresh() > 0) {
        fresh.put(
            "new in " + audit.workspace(),
            audit.changes().fresh().stream()
                .limit(TOLD)
                .map(finding -> finding.rule().id() + " " + finding.subject())
                .collect(Collectors.joining("; ", "", audit.fresh() > TOLD ? "; …" : "")));
      }
    }
    return fresh;
  }

  /** In Markdown. */
  static String of(IdentityAuditReport report) {
    StringBuilder text = new StringBuilder();
    for (WorkspaceAudit audit : report.workspaces()) {
      text.append("**")
          .append(audit.workspace())
          .append("**: ")
          .append(audit.standing().words())
          .append(" · ")
          .append(since(audit))
          .append("\n\n");
      List<IdentityFinding> findings = audit.changes().standing();
      findings.stream().limit(SHOWN).forEach(each -> text.append(line(each, audit)).append('\n'));
      if (audit.standing().total() > SHOWN) {
        text.append("- … ").append(audit.standing().total() - SHOWN).append(" more\n");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String since(WorkspaceAudit audit) {
    return audit.previous() == null
        ? "the first audit"
        : "%d new, %d mended since %s"
            .formatted(audit.fresh(), audit.mended(), Day.of(audit.previous()));
  }

  private static String line(IdentityFinding finding, WorkspaceAudit audit) {
    boolean fresh = audit.previous() != null && audit.changes().fresh().contains(finding);
    String line =
        "- %s%s `%s` %s: %s"
            .formatted(
                fresh ? "new " : "",
                finding.severity().word(),
                finding.rule().id(),
                finding.subject(),
                finding.evidence());
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
