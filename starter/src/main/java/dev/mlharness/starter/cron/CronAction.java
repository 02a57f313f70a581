package dev.mlharness.starter.cron;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.report.Moments;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes or changes the schedule of a piece of upkeep. */
public abstract class CronAction extends Action {
  /** What was missed is made up for: a day late is better than a month. */
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

  protected final Temporal connect() {
    return connection.open(surroundings());
  }

  /**
   * @param id of the schedule and, with the time behind it, of each workflow
   * @param summary what the Temporal UI shows of each workflow
   * @return when it runs next; null: never
   */
  protected final @Nullable Instant schedule(
      Temporal temporal, String id, Class<?> workflow, Object argument, String summary) {
    Schedule schedule =
        Schedule.newBuilder()
            .setAction(
                ScheduleActionStartWorkflow.newBuilder()
                    .setWorkflowType(workflow)
                    .setArguments(argument)
                    .setOptions(options(id, summary))
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
    List<Instant> next =
        temporal
            .keepSchedule(id, schedule, ScheduleOptions.newBuilder().build())
            .describe()
            .getInfo()
            .getNextActionTimes();
    return next.isEmpty() ? null : next.get(0);
  }

  private static WorkflowOptions options(String id, String summary) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.HARNESS)
        .setStaticSummary(summary)
        // The SDK cannot describe a schedule whose action has a summary only.
        .setStaticDetails("Made by ./harness.")
        .build();
  }

  /** The answer, for people or, as given, for programs. */
  protected final void say(Object forPrograms, String id, @Nullable Instant next) {
    if (json()) {
      console().json(forPrograms);
    } else {
      console()
          .print("scheduled %s, next %s".formatted(id, next == null ? "never" : Moments.at(next)));
    }
  }
}
