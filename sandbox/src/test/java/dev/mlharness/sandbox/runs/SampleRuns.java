package dev.mlharness.sandbox.runs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs for tests. */
final class SampleRuns {

  private SampleRuns() {}

  static TaskSpec task(String key, String... after) {
    return task(key, null, after);
  }

  static TaskSpec task(String key, @Nullable RunIf runIf, String... after) {
    return new TaskSpec(
        key,
        Arrays.stream(after).map(TaskSpec.Dependency::new).toList(),
        runIf,
        null,
        new TaskSpec.SparkPythonTask("/tasks/" + key + ".py", null, List.of("--key", key)),
        null,
        null,
        Map.of());
  }

  static RunSpec spec(TaskSpec... tasks) {
    return new RunSpec("run", null, null, null, null, null, List.of(tasks), null, null);
  }

  /** A run as it is right after it was submitted; the id of the n-th task's try is n (from 1). */
  static Run submitted(TaskSpec... tasks) {
    return submitted(100, tasks);
  }

  static Run submitted(long runId, TaskSpec... tasks) {
    var ids = new AtomicLong();
    var attempts =
        Arrays.stream(tasks)
            .map(task -> Attempt.first(task.taskKey(), ids.incrementAndGet()))
            .toList();
    return new Run(
        runId, 1, "SUBMIT_RUN", "me", "me", spec(tasks), 1_000, attempts, List.of(), null, null);
  }

  static Run ended(Run run, long attempt, Outcome outcome) {
    return RunProgress.advance(
        run.with(attempt, each -> each.leavesQueue().runs().ends(Ending.now(outcome, "why"))));
  }
}
