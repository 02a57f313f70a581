package dev.mlharness.starter.audit;

import dev.mlharness.identity.audit.IdentityFinding;
import dev.mlharness.identity.audit.Severity;
import dev.mlharness.identity.audit.WorkspaceAudit;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import java.util.ArrayList;
import java.util.List;

/** An audit of a workspace, for people: what was found, and the command that mends each. */
final class IdentitiesText {
  private final Console console;
  private final WorkspaceAudit audit;

  IdentitiesText(Console console, WorkspaceAudit audit) {
    this.console = console;
    this.audit = audit;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        console.paint(
            Style.STRONG, "workspace %s (%s)".formatted(audit.workspace(), audit.host())));
    List<IdentityFinding> standing = audit.changes().standing();
    if (!standing.isEmpty() || !audit.changes().gone().isEmpty()) {
      Table table = Table.of("severity", "rule", "what", "evidence", "");
      standing.forEach(each -> row(table, each, isNew(each) ? "new" : ""));
      audit.changes().gone().forEach(each -> row(table, each, "mended"));
      lines.addAll(table.lines());
    }
    lines.add("%s; %s".formatted(audit.standing().words(), since()));
    if (audit.leftOut() > 0) {
      lines.add("the %d least urgent are not shown".formatted(audit.leftOut()));
    }
    if (!standing.isEmpty()) {
      lines.add("");
      lines.add("to mend, with the token of an admin in DATABRICKS_TOKEN:");
      for (IdentityFinding each : standing) {
        lines.add(
            console.paint(Style.QUIET, "# %s: %s".formatted(each.rule().id(), each.subject())));
        lines.add(each.mend());
      }
    }
    return lines;
  }

  /** In the first audit everything would be. */
  private boolean isNew(IdentityFinding finding) {
    return audit.previous() != null && audit.changes().fresh().contains(finding);
  }

  private void row(Table table, IdentityFinding finding, String state) {
    table.row(
        console.paint(style(finding.severity()), finding.severity().word()),
        finding.rule().id(),
        finding.subject(),
        finding.evidence(),
        state);
  }

  private static Style style(Severity severity) {
    return switch (severity) {
      case HIGH -> Style.BAD;
      case MEDIUM -> Style.CARE;
      case LOW -> Style.QUIET;
    };
  }

  private String since() {
    return audit.previous() == null
        ? "the first audit"
        : "%d new, %d mended since %s"
            .formatted(audit.fresh(), audit.mended(), Moments.at(audit.previous()));
  }
}
