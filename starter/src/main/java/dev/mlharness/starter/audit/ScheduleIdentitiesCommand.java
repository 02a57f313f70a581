package dev.mlharness.starter.audit;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.cron.CronAction;
import dev.mlharness.starter.way.Way;
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
    String audit = IdentityAudits.upkeep(workspace).id();
    try (Way way = connect()) {
      Instant next = way.identities().schedule(workspace, times());
      say(new Scheduled(audit, next), audit, next);
      return ExitCode.DONE;
    }
  }

  private record Scheduled(String schedule, @Nullable Instant next) {}
}
