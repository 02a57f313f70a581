package dev.mlharness.starter.cron;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.connection.Temporal;
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

/**
 * A piece of upkeep that runs by itself.
 *
 * @param id of the schedule and, with the time behind it, of each workflow
 * @param workflow its interface
 * @param summary what the Temporal UI shows of each workflow
 */
public record Upkeep(String id, Class<?> workflow, Object argument, String summary) {
  /** What was missed is made up for: a day late is better than a month. */
  private static final Duration CATCH_UP = Duration.ofDays(1);

  /**
   * Makes or changes its schedule.
   *
   * @param timezone as in {@code Europe/Berlin}
   * @return when it runs next; null: never
   */
  public @Nullable Instant keep(Temporal temporal, String cron, String timezone) {
    Schedule schedule =
        Schedule.newBuilder()
            .setAction(
                ScheduleActionStartWorkflow.newBuilder()
                    .setWorkflowType(workflow)
                    .setArguments(argument)
                    .setOptions(options())
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

  private WorkflowOptions options() {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.HARNESS)
        .setStaticSummary(summary)
        // The SDK cannot describe a schedule whose action has a summary only.
        .setStaticDetails("Made by ./harness.")
        .build();
  }
}
