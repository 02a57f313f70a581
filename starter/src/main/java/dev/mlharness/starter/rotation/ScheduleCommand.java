package dev.mlharness.starter.rotation;

import dev.mlharness.identity.rotation.RotateSecret;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Questions;
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
import picocli.CommandLine.Parameters;

@Command(
    name = "schedule",
    description =
        "Lets a secret be rotated by itself. ./harness schedule pause, resume, trigger and delete"
            + " rotate-NAME do the rest.")
final class ScheduleCommand extends Action {
  /** A rotation that was missed is made up for: a day late is better than a month. */
  private static final Duration CATCH_UP = Duration.ofDays(1);

  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "NAME", description = "The secret, as it is configured.")
  private String name;

  @Option(
      names = "--cron",
      required = true,
      paramLabel = "CRON",
      description = "When: '0 3 1 * *' is at three on the first of each month.")
  private String cron;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "As in Europe/Berlin. Default: ${DEFAULT-VALUE}.")
  private String timezone;

  @Override
  protected ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      // Fails, naming those that there are, for a secret that no worker knows.
      Questions.ask(
          temporal,
          "ListSecrets",
          "secret to schedule",
          new SecretsQuestion(name),
          SecretSummary[].class);
      RotationRequest request = new RotationRequest(name);
      ScheduleHandle handle = apply(temporal, request.workflowId(), schedule(request));
      List<Instant> next = handle.describe().getInfo().getNextActionTimes();
      say(new Scheduled(request.workflowId(), name, next.isEmpty() ? null : next.get(0)));
      return ExitCode.DONE;
    }
  }

  private Schedule schedule(RotationRequest request) {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(RotateSecret.class)
                .setArguments(request)
                // Temporal appends the time; the workflow sees to it that there is one rotation.
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(request.workflowId())
                        .setTaskQueue(TaskQueues.HARNESS)
                        .setStaticSummary("scheduled rotation of " + name)
                        // A schedule that has a summary and no details cannot be described by the SDK.
                        .setStaticDetails("Made by ./harness rotate schedule.")
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

  private record Scheduled(String schedule, String secret, @Nullable Instant next) {}
}
