package dev.mlharness.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param message what Databricks says of it, one sentence, for people
 */
public record RunResult(RunHandle run, RunOutcome outcome, String message, List<TaskResult> tasks) {
  public RunResult {
    tasks = List.copyOf(tasks);
  }

  public boolean succeeded() {
    return outcome == RunOutcome.SUCCESS;
  }

  /**
   * @param error the task's own error, shortened; null when it succeeded
   * @param value what a notebook returned by {@code dbutils.notebook.exit}
   */
  public record TaskResult(
      String taskKey, RunOutcome outcome, @Nullable String error, @Nullable String value) {}
}
