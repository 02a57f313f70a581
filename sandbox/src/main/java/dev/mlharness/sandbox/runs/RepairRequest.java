package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code runs/repair}. */
record RepairRequest(
    long runId,
    @Nullable List<String> rerunTasks,
    boolean rerunAllFailedTasks,
    boolean rerunDependentTasks,
    @Nullable Long latestRepairId,
    @Nullable Map<String, String> notebookParams,
    @Nullable List<String> pythonParams) {

  /**
   * The keys of the tasks to try again, in the order of the run's tasks.
   *
   * @throws ApiException if the run cannot be repaired, or not so
   */
  List<String> tasksToRun(Run run) {
    if (run.active()) {
      throw new ApiException(
          ErrorCode.INVALID_STATE, "Run %d is active and cannot be repaired.".formatted(runId));
    }
    checkLatestRepair(run);
    Set<String> chosen = chosen(run);
    if (rerunDependentTasks) {
      addDependents(run, chosen);
    }
    return run.latest().keySet().stream().filter(chosen::contains).toList();
  }

  private void checkLatestRepair(Run run) {
    int repairs = run.repairs().size();
    Long latest = repairs == 0 ? null : run.repairs().get(repairs - 1).id();
    if (latest != null && latestRepairId == null) {
      throw ApiException.invalid(
          "The latest repair ID needs to be provided in order to create a new repair.");
    }
    if (latestRepairId != null && !latestRepairId.equals(latest)) {
      throw ApiException.invalid(
          "latest_repair_id is %s, but the latest repair of the run is %s."
              .formatted(latestRepairId, latest));
    }
  }

  private Set<String> chosen(Run run) {
    if (rerunAllFailedTasks == (rerunTasks != null && !rerunTasks.isEmpty())) {
      throw ApiException.invalid("One of rerun_tasks and rerun_all_failed_tasks was expected.");
    }
    return rerunAllFailedTasks ? unsuccessful(run) : named(run);
  }

  private Set<String> unsuccessful(Run run) {
    Set<String> keys = new LinkedHashSet<>();
    for (Attempt attempt : run.latest().values()) {
      if (attempt.ending() != null && !attempt.ending().outcome().succeeded()) {
        keys.add(attempt.taskKey());
      }
    }
    if (keys.isEmpty()) {
      throw ApiException.invalid("No task of run %d failed.".formatted(runId));
    }
    return keys;
  }

  private Set<String> named(Run run) {
    List<String> names = rerunTasks == null ? List.of() : rerunTasks;
    Set<String> keys = new LinkedHashSet<>(names);
    if (keys.size() < names.size()) {
      throw ApiException.invalid("rerun_tasks cannot contain duplicate task keys.");
    }
    Set<String> unknown = new HashSet<>(keys);
    unknown.removeAll(run.latest().keySet());
    if (!unknown.isEmpty()) {
      throw ApiException.invalid("Run %d has no tasks %s.".formatted(runId, unknown));
    }
    return keys;
  }

  private static void addDependents(Run run, Set<String> chosen) {
    boolean more = true;
    while (more) {
      more = false;
      for (TaskSpec task : run.spec().taskList()) {
        if (task.dependencies().stream().anyMatch(chosen::contains)) {
          more |= chosen.add(task.taskKey());
        }
      }
    }
  }
}
