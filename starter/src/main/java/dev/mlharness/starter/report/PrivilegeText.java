package dev.mlharness.starter.report;

import dev.mlharness.privilege.Finding;
import dev.mlharness.privilege.PrivilegeMode;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.privilege.RolePrivileges;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;

/** What the roles of a recipe need, lack, and hold beyond that; with what to execute. */
final class PrivilegeText {
  private PrivilegeText() {}

  static List<String> lines(Console console, PrivilegeReport report) {
    if (report.mode() == PrivilegeMode.OFF) {
      return List.of("privileges are not compared in workspace '" + report.workspace() + "'");
    }
    List<String> lines = new ArrayList<>(table(report).lines());
    for (RolePrivileges role : report.roles()) {
      role.missing().forEach(finding -> add(lines, console.paint(Style.BAD, "missing: "), finding));
      role.excess().forEach(finding -> add(lines, console.paint(Style.CARE, "excess: "), finding));
    }
    return lines;
  }

  private static Table table(PrivilegeReport report) {
    Table table = Table.of("role", "privilege", "on", "held", "for");
    for (RolePrivileges role : report.roles()) {
      role.needed()
          .forEach(
              need ->
                  table.row(
                      role.role(),
                      need.privilegeWords(),
                      need.on().words(),
                      role.isMissing(need) ? "no" : "yes",
                      need.why()));
    }
    return table;
  }

  private static void add(List<String> lines, String kind, Finding finding) {
    lines.add(kind + finding.privilege() + " on " + finding.on() + ": " + finding.why());
    lines.add("  " + finding.statement());
  }
}
