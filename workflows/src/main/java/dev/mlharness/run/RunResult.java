package dev.mlharness.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param message what Databricks says of it, one sentence, for people
 * @param usage what it has used so far; null when that is not known
 */
public record RunResult(
    RunHandle run,
    RunOutcome outcome,
    String message,
    List<TaskResult> tasks,
    @Nullable Usage usage) {
  public RunResult {
    tasks = List.copyOf(tasks);
  }

  /** How a run ended of which nobody knows what it has used. */
  public RunResult(RunHandle run, RunOutcome outcome, String message, List<TaskResult> tasks) {
    this(run, outcome, message, tasks, null);
  }

  public boolean succeeded() {
    return outcome == RunOutcome.SUCCESS;
  }

  /** Why the run ended as it did: the message, and what the first task that failed says itself. */
  public String reason() {
    return tasks.stream()
        .map(TaskResult::error)
        .filter(error -> error != null && !error.isBlank() && !message.contains(error))
        .findFirst()
        .map(error -> message + " — " + error)
        .orElse(message);
  }

  /**
   * @param error the task's own error, shortened; null when it succeeded
   * @param value what a notebook returned by {@code dbutils.notebook.exit}
   */
  public record TaskResult(
      String taskKey, RunOutcome outcome, @Nullable String error, @Nullable String value) {}
}
