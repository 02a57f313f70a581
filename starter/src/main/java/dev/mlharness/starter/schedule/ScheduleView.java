package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import io.temporal.client.schedules.ScheduleActionExecution;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.SchedulePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A schedule: when it fires next, what it started, what it skipped.
 *
 * @param next the next firings
 * @param recent pipelines that it started last
 * @param is of which model, and whose
 */
public record ScheduleView(
    String schedule,
    boolean paused,
    @Nullable String note,
    String overlap,
    @Nullable Duration catchup,
    List<Instant> next,
    List<String> running,
    List<String> recent,
    long fired,
    long skipped,
    long missed,
    Present is) {

  static ScheduleView of(ScheduleDescription description) {
    SchedulePolicy policy = description.getSchedule().getPolicy();
    return new ScheduleView(
        description.getId(),
        description.getSchedule().getState().isPaused(),
        description.getSchedule().getState().getNote(),
        policy.getOverlap().name().replace("SCHEDULE_OVERLAP_POLICY_", "").toLowerCase(Locale.ROOT),
        policy.getCatchupWindow(),
        description.getInfo().getNextActionTimes().stream().limit(3).toList(),
        description.getInfo().getRunningActions().stream().map(ScheduleView::pipeline).toList(),
        started(description.getInfo().getRecentActions()),
        description.getInfo().getNumActions(),
        description.getInfo().getNumActionsSkippedOverlap(),
        description.getInfo().getNumActionsMissedCatchupWindow(),
        ScheduleBook.present(description));
  }

  /** The pipelines that were started, the latest last. */
  static List<String> started(List<ScheduleActionResult> firings) {
    return firings.stream()
        .map(ScheduleActionResult::getAction)
        .map(ScheduleView::pipeline)
        .toList();
  }

  static String pipeline(ScheduleActionExecution execution) {
    return execution instanceof ScheduleActionExecutionStartWorkflow started
        ? started.getWorkflowId()
        : "";
  }

  List<String> lines() {
    Table table = Table.withoutHeadings();
    table.row("schedule", schedule + (paused ? " (paused)" : ""));
    if (note != null && !note.isEmpty()) {
      table.row("note", note);
    }
    if (is.mark().owner() != null) {
      table.row("of", is.mark().owner());
    }
    table.row("overlap", overlap);
    table.row("next", joined(next.stream().map(Moments::at).toList()));
    table.row("running", joined(running));
    table.row("recent", joined(recent));
    table.row(
        "fired",
        fired + " times, skipped " + skipped + " overlaps, missed " + missed + " (too late)");
    return table.lines();
  }

  private static String joined(List<String> words) {
    return words.isEmpty() ? "–" : String.join(", ", words);
  }
}
