package dev.mlharness.starter.audit;

import dev.mlharness.identity.audit.IdentityAudit;
import dev.mlharness.identity.audit.IdentityAuditQuestion;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.cron.CronAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "schedule",
    description =
        "Lets identities be audited by themselves. ./harness schedule pause, resume, trigger and"
            + " delete identity-audit do the rest.")
final class ScheduleIdentitiesCommand extends CronAction {
  private static final String NAME = "identity-audit";

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Which workspace, with a schedule of its own. Default: all, in one.")
  private @Nullable String workspace;

  @Override
  protected ExitCode run() {
    String id = workspace == null ? NAME : NAME + "-" + workspace;
    try (Temporal temporal = connect()) {
      Instant next =
          schedule(
              temporal,
              id,
              IdentityAudit.class,
              new IdentityAuditQuestion(workspace),
              "scheduled audit of identities");
      say(new Scheduled(id, next), id, next);
      return ExitCode.DONE;
    }
  }

  private record Scheduled(String schedule, @Nullable Instant next) {}
}
