package dev.mlharness.starter.schedule;

import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of a recipe, in a list.
 *
 * @param note why it is as it is: who paused it
 * @param last the pipeline that it started last; null: none yet
 * @param next when it fires; null: never, or the server has not worked it out yet
 */
public record ScheduleRow(
    String schedule,
    @Nullable String model,
    boolean paused,
    @Nullable String note,
    @Nullable Instant next,
    @Nullable String last) {
  static boolean ofRecipe(ScheduleListDescription schedule) {
    return schedule.getSchedule() != null
        && schedule.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow action
        && action.getWorkflow().equals("TrainValidateDeploy");
  }

  static ScheduleRow of(ScheduleListDescription schedule) {
    List<Instant> next = schedule.getInfo().getNextActionTimes();
    String note = schedule.getSchedule().getState().getNote();
    List<String> started = ScheduleView.started(schedule.getInfo().getRecentActions());
    return new ScheduleRow(
        schedule.getScheduleId(),
        (String) schedule.getMemo("model", String.class),
        schedule.getSchedule().getState().isPaused(),
        note == null || note.isBlank() ? null : note,
        next.isEmpty() ? null : next.get(0),
        started.isEmpty() ? null : started.get(started.size() - 1));
  }
}
