package dev.mlharness.starter.schedule;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.ScheduleSpec.Overlap;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.console.CommandFailure;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** From a recipe's words to Temporal's. */
final class FromRecipe {
  private FromRecipe() {}

  /**
   * What fires: a pipeline of the document. Its references are pinned at each firing, so a branch
   * stays a branch here.
   */
  static Schedule of(PreparedRecipe prepared, WorkflowOptions options) {
    Recipe recipe = prepared.recipe();
    dev.mlharness.recipe.ScheduleSpec wanted =
        Objects.requireNonNull(recipe.schedule(), "a recipe with a schedule");
    ScheduleSpec.Builder times =
        ScheduleSpec.newBuilder()
            .setCronExpressions(List.of(wanted.cron()))
            .setTimeZoneName(wanted.timezone());
    if (wanted.jitter() != null) {
      times.setJitter(wanted.jitter());
    }
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(TrainValidateDeploy.class)
                .setArguments(prepared.document())
                .setOptions(named(recipe, options))
                .build())
        .setSpec(times.build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(overlap(wanted.overlap()))
                // Always: without it Temporal makes up for a whole year.
                .setCatchupWindow(wanted.catchup())
                .build())
        .build();
  }

  /** Temporal appends the time of the firing to the id. */
  private static WorkflowOptions named(Recipe recipe, WorkflowOptions options) {
    return options.toBuilder().setWorkflowId(recipe.metadata().name()).build();
  }

  /**
   * @param word of Temporal Schedules, as in {@code buffer_all}
   * @throws CommandFailure when it is none
   */
  static ScheduleOverlapPolicy overlap(String word) {
    try {
      return ScheduleOverlapPolicy.valueOf(
          "SCHEDULE_OVERLAP_POLICY_" + word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "--overlap: '" + word + "' is no rule",
          "skip, buffer_one, buffer_all, cancel_other or allow_all");
    }
  }

  static ScheduleOverlapPolicy overlap(Overlap overlap) {
    return switch (overlap) {
      case SKIP -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
      case BUFFER_ONE -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE;
      case CANCEL_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER;
      case ALLOW_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL;
    };
  }
}
