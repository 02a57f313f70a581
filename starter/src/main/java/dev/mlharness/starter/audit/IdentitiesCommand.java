package dev.mlharness.starter.audit;

import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.identity.audit.Severity;
import dev.mlharness.identity.audit.WorkspaceAudit;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Way;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "identities",
    description = {
      "Looks for stale identities: secrets, tokens, federation policies, jobs, principals, roles;"
          + " says how to mend each, and what is new or mended since the last audit.",
      "Also answers as sarif (--output). Exit code 3: something of high severity was found."
    })
final class IdentitiesCommand extends Action {
  @Mixin private Connection connection;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Which workspace. Default: all that have an auditor.")
  private @Nullable String workspace;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description =
          "Show only findings that are low, medium or high, or worse. Default: ${DEFAULT-VALUE}.",
      defaultValue = "low")
  private Severity least;

  @Override
  protected Set<Format> formats() {
    return Set.of(Format.TEXT, Format.TABLE, Format.JSON, Format.SARIF);
  }

  @Override
  protected ExitCode run() {
    IdentityAuditReport report;
    try (Way way = Way.open(connection, surroundings())) {
      report = way.identities().audit(workspace);
    }
    IdentityAuditReport shown =
        new IdentityAuditReport(
            report.workspaces().stream().map(each -> each.atLeast(least)).toList());
    switch (format()) {
      case JSON -> console().json(shown);
      case SARIF -> console().json(Sarif.of(shown));
      default -> table(shown);
    }
    return report.standing().high() > 0 ? ExitCode.REJECTED_OR_HELD : ExitCode.DONE;
  }

  private void table(IdentityAuditReport report) {
    for (WorkspaceAudit audit : report.workspaces()) {
      new IdentitiesText(console(), audit).lines().forEach(console()::print);
    }
  }
}
