package dev.mlharness.sandbox.runs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what follows from how far a run is. */
final class RunProgress {

  static final String WORKLOAD_FAILED = "Workload failed, see run output for details";

  private RunProgress() {}

  /**
   * The run after everything that needs no doing: tasks whose dependencies have ended become ready
   * or end without running, and a run whose tasks have all ended ends.
   */
  static Run advance(Run run) {
    Run before;
    Run after = run;
    do {
      before = after;
      after = unblock(before);
    } while (!after.equals(before));
    return after.active() && after.latest().values().stream().allMatch(Attempt::ended)
        ? after.ends(ending(after))
        : after;
  }

  private static Run unblock(Run run) {
    Map<String, Attempt> latest = run.latest();
    return run.with(
        attempt -> attempt.phase() == Phase.BLOCKED && allEnded(run, attempt, latest),
        attempt -> {
          TaskSpec task = run.task(attempt.taskKey());
          Collection<Outcome> before = outcomes(task, latest);
          if (task.condition().allows(before)) {
            return attempt.in(Phase.PENDING);
          }
          Outcome refusal = task.condition().refusal(before);
          return attempt.ends(Ending.now(refusal, reason(refusal)));
        });
  }

  private static boolean allEnded(Run run, Attempt attempt, Map<String, Attempt> latest) {
    return run.task(attempt.taskKey()).dependencies().stream()
        .map(latest::get)
        .allMatch(dependency -> dependency == null || dependency.ended());
  }

  private static List<Outcome> outcomes(TaskSpec task, Map<String, Attempt> latest) {
    return task.dependencies().stream()
        .map(latest::get)
        .filter(dependency -> dependency != null)
        .map(RunProgress::outcome)
        .toList();
  }

  private static Outcome outcome(Attempt attempt) {
    return attempt.ending() == null ? Outcome.INTERNAL_ERROR : attempt.ending().outcome();
  }

  private static String reason(Outcome refusal) {
    return switch (refusal) {
      case UPSTREAM_FAILED -> "A task that this task depends on failed.";
      case UPSTREAM_CANCELED -> "A task that this task depends on was canceled.";
      default -> "The condition of run_if was not met.";
    };
  }

  private static Ending ending(Run run) {
    Collection<Attempt> latest = run.latest().values();
    Set<String> leaves = leaves(run);
    boolean leavesSucceeded =
        latest.stream()
            .filter(attempt -> leaves.contains(attempt.taskKey()))
            .map(RunProgress::outcome)
            .allMatch(outcome -> outcome.succeeded() || outcome == Outcome.EXCLUDED);
    boolean anyFailed = latest.stream().anyMatch(attempt -> outcome(attempt).failedItself());
    if (leavesSucceeded) {
      return Ending.now(anyFailed ? Outcome.SUCCESS_WITH_FAILURES : Outcome.SUCCESS, "");
    }
    Ending stop = run.stop();
    return stop == null ? failure(latest) : Ending.now(stop.outcome(), stop.message());
  }

  private static Set<String> leaves(Run run) {
    Set<String> depended =
        run.spec().taskList().stream()
            .flatMap(task -> task.dependencies().stream())
            .collect(Collectors.toSet());
    return run.latest().keySet().stream()
        .filter(key -> !depended.contains(key))
        .collect(Collectors.toSet());
  }

  private static Ending failure(Collection<Attempt> latest) {
    List<Attempt> failed =
        latest.stream().filter(attempt -> outcome(attempt).failedItself()).toList();
    if (failed.isEmpty()) {
      return Ending.now(Outcome.FAILED, "Tasks that others depend on were not run again.");
    }
    String message = failed.stream().map(RunProgress::sentence).collect(Collectors.joining(" "));
    boolean skipped = latest.stream().anyMatch(each -> outcome(each) == Outcome.UPSTREAM_FAILED);
    return Ending.now(
        outcome(failed.get(0)),
        skipped ? message + " This caused all downstream tasks to get skipped." : message);
  }

  private static String sentence(Attempt attempt) {
    String message = attempt.ending() == null ? "" : attempt.ending().message();
    return "Task %s failed with message: %s."
        .formatted(attempt.taskKey(), message.replaceAll("\\.$", ""));
  }
}
