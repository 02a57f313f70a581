package dev.mlharness.starter.audit;

import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.cron.CronAction;
import dev.mlharness.starter.cron.Upkeep;
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
  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Which workspace, with a schedule of its own. Default: all, in one.")
  private @Nullable String workspace;

  @Override
  protected ExitCode run() {
    Upkeep audit = IdentityAudits.upkeep(workspace);
    try (Temporal temporal = connect()) {
      Instant next = schedule(temporal, audit);
      say(new Scheduled(audit.id(), next), audit.id(), next);
      return ExitCode.DONE;
    }
  }

  private record Scheduled(String schedule, @Nullable Instant next) {}
}
