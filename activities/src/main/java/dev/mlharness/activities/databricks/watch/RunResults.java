package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.NotebookOutput;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunOutput;
import com.databricks.sdk.service.jobs.RunTask;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Redaction;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunResult;
import dev.mlharness.run.RunResult.TaskResult;
import dev.mlharness.run.Usage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run that has ended left behind. */
final class RunResults {
  private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
  private static final int LONGEST_ERROR = 2_000;

  /** More than a verdict or a few metrics belongs into MLflow, not into a workflow's history. */
  private static final int LONGEST_VALUE = 32_000;

  /** Tasks that never began have no output. */
  private static final Set<RunOutcome> NEVER_BEGAN =
      EnumSet.of(
          RunOutcome.SKIPPED,
          RunOutcome.EXCLUDED,
          RunOutcome.UPSTREAM_FAILED,
          RunOutcome.UPSTREAM_CANCELED);

  private final RunReader reader;
  private final @Nullable Double dbuPerHour;

  /**
   * @param dbuPerHour what an hour of a task counts for; null when nobody said
   */
  RunResults(RunReader reader, @Nullable Double dbuPerHour) {
    this.reader = reader;
    this.dbuPerHour = dbuPerHour;
  }

  /** Whether the run has ended, all the repairs that the handle knows of included. */
  static boolean ended(Run run, RunHandle handle) {
    return RunStates.of(run).ended() && Repairs.of(run).size() >= handle.repairs();
  }

  /**
   * @param whole true: throws when an output cannot be had at the moment; false: does without
   */
  RunResult read(Run run, RunHandle handle, boolean whole) throws InterruptedException {
    RunStates states = RunStates.of(run);
    List<TaskResult> tasks = new ArrayList<>();
    for (RunTask task : latestAttempts(run)) {
      tasks.add(readTask(task, handle, whole));
    }
    return new RunResult(
        handle, states.outcome(), Redaction.of(states.message()), tasks, usage(run));
  }

  /** Every attempt counts, those that were repaired too. Waiting for compute costs nothing. */
  private Usage usage(Run run) {
    long millis = 0;
    for (RunTask task : Objects.requireNonNullElse(run.getTasks(), List.<RunTask>of())) {
      millis += Objects.requireNonNullElse(task.getSetupDuration(), 0L);
      millis += Objects.requireNonNullElse(task.getExecutionDuration(), 0L);
    }
    Double dbu = dbuPerHour == null ? null : Double.valueOf(millis * dbuPerHour / MILLIS_PER_HOUR);
    return new Usage(Duration.ofMillis(millis), dbu);
  }

  static RunResult vanished(RunHandle handle) {
    return new RunResult(
        handle,
        RunOutcome.INTERNAL_ERROR,
        "Run %d is gone: workspace '%s' knows no such run any more. Somebody deleted it, or the role can no longer see it"
            .formatted(handle.runId(), handle.access().workspace()),
        List.of());
  }

  private static Collection<RunTask> latestAttempts(Run run) {
    Map<String, RunTask> byKey = new LinkedHashMap<>();
    for (RunTask task : Objects.requireNonNullElse(run.getTasks(), List.<RunTask>of())) {
      byKey.merge(
          task.getTaskKey(), task, (one, other) -> attempt(one) > attempt(other) ? one : other);
    }
    return byKey.values();
  }

  private static long attempt(RunTask task) {
    return task.getAttemptNumber() == null ? 0 : task.getAttemptNumber();
  }

  private TaskResult readTask(RunTask task, RunHandle handle, boolean whole)
      throws InterruptedException {
    RunStates states = RunStates.of(task);
    RunOutcome outcome = states.outcome();
    boolean silent = outcome == RunOutcome.SUCCESS && task.getNotebookTask() == null;
    if (silent || NEVER_BEGAN.contains(outcome) || task.getRunId() == null) {
      return new TaskResult(task.getTaskKey(), outcome, errorOf(outcome, states, null), null);
    }
    RunOutput output = output(task.getRunId(), handle, whole);
    return new TaskResult(
        task.getTaskKey(), outcome, errorOf(outcome, states, output), valueOf(output));
  }

  /** Null where the output is not to be had, ever: it was deleted, or is of no kind we may read. */
  private @Nullable RunOutput output(long taskRunId, RunHandle handle, boolean whole)
      throws InterruptedException {
    try {
      return reader.output(handle.access(), taskRunId);
    } catch (ApplicationFailure failure) {
      if (whole && failure.getType().equals(FailureType.UNAVAILABLE.name())) {
        throw failure;
      }
      return null;
    }
  }

  private static @Nullable String errorOf(
      RunOutcome outcome, RunStates states, @Nullable RunOutput output) {
    if (outcome == RunOutcome.SUCCESS) {
      return null;
    }
    String error = output == null ? null : output.getError();
    String words = Redaction.of(error == null || error.isBlank() ? states.message() : error);
    return words.length() <= LONGEST_ERROR ? words : words.substring(0, LONGEST_ERROR - 1) + "…";
  }

  private static @Nullable String valueOf(@Nullable RunOutput output) {
    NotebookOutput notebook = output == null ? null : output.getNotebookOutput();
    String value = notebook == null ? null : notebook.getResult();
    return value == null || value.length() > LONGEST_VALUE ? null : Redaction.of(value);
  }
}
