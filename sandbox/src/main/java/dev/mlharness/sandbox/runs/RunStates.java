package dev.mlharness.sandbox.runs;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two ways in which the Jobs API tells how far something is: {@code state} and {@code status}.
 */
final class RunStates {

  private RunStates() {}

  static void add(ObjectNode view, Attempt attempt) {
    add(view, attempt.phase(), attempt.ending(), false);
  }

  static void add(ObjectNode view, Run run) {
    add(view, run.phase(), run.ending());
  }

  static void add(ObjectNode view, Phase phase, @Nullable Ending ending) {
    add(view, phase, ending, true);
  }

  private static void add(ObjectNode view, Phase phase, @Nullable Ending ending, boolean wholeRun) {
    ObjectNode state = view.putObject("state");
    ObjectNode status = view.putObject("status");
    if (ending == null) {
      state.put("life_cycle_state", phase.name());
      state.put("state_message", "");
      status.put("state", phase.name());
      if (phase == Phase.QUEUED) {
        addQueue(state, status);
      }
    } else {
      addEnding(state, status, ending, wholeRun);
    }
  }

  private static void addQueue(ObjectNode state, ObjectNode status) {
    String reason = "Queued due to reaching the limit of tasks that run at once.";
    state.put("queue_reason", reason);
    status
        .putObject("queue_details")
        .put("code", "ACTIVE_RUNS_LIMIT_REACHED")
        .put("message", reason);
  }

  private static void addEnding(
      ObjectNode state, ObjectNode status, Ending ending, boolean wholeRun) {
    Outcome outcome = ending.outcome();
    // A run of tasks, one of which failed, is an INTERNAL_ERROR on Databricks; the task is not.
    boolean failedRun = wholeRun && outcome.resultState().equals("FAILED");
    state.put("life_cycle_state", failedRun ? "INTERNAL_ERROR" : outcome.lifeCycleState());
    state.put("result_state", outcome.resultState());
    state.put("state_message", ending.message());
    state.put(
        "user_cancelled_or_timedout", outcome == Outcome.CANCELED || outcome == Outcome.TIMEDOUT);
    status.put("state", "TERMINATED");
    status
        .putObject("termination_details")
        .put("code", outcome.terminationCode())
        .put("type", outcome.terminationType())
        .put("message", ending.message());
  }
}
