package dev.mlharness.starter.audit;

import dev.mlharness.identity.audit.IdentityAudit;
import dev.mlharness.identity.audit.IdentityAuditQuestion;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.Moments;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "schedule",
    description =
        "Lets identities be audited by themselves. ./harness schedule pause, resume, trigger and"
            + " delete identity-audit do the rest.")
final class ScheduleIdentitiesCommand extends Action {
  private static final String NAME = "identity-audit";

  /** An audit that was missed is made up for within a day. */
  private static final Duration CATCH_UP = Duration.ofDays(1);

  @Mixin private Connection connection;

  @Option(
      names = "--cron",
      required = true,
      paramLabel = "CRON",
      description = "When: '0 6 * * *' is at six every day.")
  private String cron;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "As in Europe/Berlin. Default: ${DEFAULT-VALUE}.")
  private String timezone;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Which workspace, with a schedule of its own. Default: all, in one.")
  private @Nullable String workspace;

  @Override
  protected ExitCode run() {
    String id = workspace == null ? NAME : NAME + "-" + workspace;
    try (Temporal temporal = connection.open(surroundings())) {
      ScheduleHandle handle = apply(temporal, id, schedule(id));
      List<Instant> next = handle.describe().getInfo().getNextActionTimes();
      say(new Scheduled(id, next.isEmpty() ? null : next.get(0)));
      return ExitCode.DONE;
    }
  }

  private Schedule schedule(String id) {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(IdentityAudit.class)
                .setArguments(new IdentityAuditQuestion(workspace))
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(TaskQueues.HARNESS)
                        .setStaticSummary("scheduled audit of identities")
                        // The SDK cannot describe a schedule whose action has the one only.
                        .setStaticDetails("Made by ./harness audit schedule.")
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setCronExpressions(List.of(cron))
                .setTimeZoneName(timezone)
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCH_UP)
                .build())
        .build();
  }

  /** A paused one stays paused. */
  private static ScheduleHandle apply(Temporal temporal, String id, Schedule schedule) {
    try {
      return temporal
          .schedules()
          .createSchedule(id, schedule, ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException e) {
      ScheduleHandle handle = temporal.schedules().getHandle(id);
      handle.update(
          present ->
              new ScheduleUpdate(
                  Schedule.newBuilder(schedule)
                      .setState(present.getDescription().getSchedule().getState())
                      .build()));
      return handle;
    }
  }

  private void say(Scheduled done) {
    if (json()) {
      console().json(done);
    } else {
      console()
          .print(
              "scheduled %s, next %s"
                  .formatted(done.schedule, done.next == null ? "never" : Moments.at(done.next)));
    }
  }

  private record Scheduled(String schedule, @Nullable Instant next) {}
}
