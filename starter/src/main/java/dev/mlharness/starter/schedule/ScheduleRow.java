package dev.mlharness.starter.schedule;

import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of a recipe, in a list.
 *
 * @param next when it fires; null: never, or the server has not worked it out yet
 */
public record ScheduleRow(
    String schedule, @Nullable String model, boolean paused, @Nullable Instant next) {
  static boolean ofRecipe(ScheduleListDescription schedule) {
    return schedule.getSchedule() != null
        && schedule.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow action
        && action.getWorkflow().equals("TrainValidateDeploy");
  }

  static ScheduleRow of(ScheduleListDescription schedule) {
    List<Instant> next = schedule.getInfo().getNextActionTimes();
    return new ScheduleRow(
        schedule.getScheduleId(),
        (String) schedule.getMemo("model", String.class),
        schedule.getSchedule().getState().isPaused(),
        next.isEmpty() ? null : next.get(0));
  }
}
