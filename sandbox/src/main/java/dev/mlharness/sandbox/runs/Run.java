package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.tasks.GitSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A job run with all tries at its tasks. A value: every change makes another.
 *
 * @param jobId the job it is a run of; a number of its own if it was submitted
 * @param type {@code SUBMIT_RUN} or {@code JOB_RUN}
 * @param creator who asked for it
 * @param runAs whom its tasks run as
 * @param attempts in the order in which they were asked for
 * @param stop what the whole run is being ended as, before its time
 * @param ending how it ended; null while it is active
 */
public record Run(
    long runId,
    long jobId,
    String type,
    String creator,
    String runAs,
    RunSpec spec,
    long startTime,
    List<Attempt> attempts,
    List<Repair> repairs,
    @Nullable Ending stop,
    @Nullable Ending ending) {

  public Run {
    attempts = List.copyOf(attempts);
    repairs = List.copyOf(repairs);
  }

  /** A repair, and how the run had ended before it. */
  public record Repair(long id, long startTime, Ending before) {}

  /** The newest try at each task, by key, in the order of the tasks. */
  Map<String, Attempt> latest() {
    Map<String, Attempt> latest = new LinkedHashMap<>();
    attempts.forEach(attempt -> latest.put(attempt.taskKey(), attempt));
    return latest;
  }

  boolean active() {
    return ending == null;
  }

  Phase phase() {
    if (ending != null) {
      return Phase.TERMINATED;
    }
    if (stop != null) {
      return Phase.TERMINATING;
    }
    var phases = latest().values().stream().map(Attempt::phase).toList();
    boolean begun =
        phases.stream()
            .anyMatch(Set.of(Phase.RUNNING, Phase.TERMINATING, Phase.TERMINATED)::contains);
    if (begun) {
      return Phase.RUNNING;
    }
    return phases.contains(Phase.PENDING) || !phases.contains(Phase.QUEUED)
        ? Phase.PENDING
        : Phase.QUEUED;
  }

  /**
   * When its first task left the queue (since the last repair, if there was one); 0 if none has.
   */
  long begun() {
    Long round = repairs.isEmpty() ? null : repairs.get(repairs.size() - 1).id();
    return attempts.stream()
        .filter(attempt -> Objects.equals(attempt.repairId(), round))
        .mapToLong(attempt -> attempt.times().left())
        .filter(left -> left > 0)
        .min()
        .orElse(0);
  }

  TaskSpec task(String key) {
    return spec.taskList().stream()
        .filter(task -> task.taskKey().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Run " + runId + " has no task " + key));
  }

  Optional<Attempt> attempt(long attemptRunId) {
    return attempts.stream().filter(attempt -> attempt.runId() == attemptRunId).findFirst();
  }

  /** Changes one try at a task. */
  Run with(long attemptRunId, UnaryOperator<Attempt> change) {
    return with(attempt -> attempt.runId() == attemptRunId, change);
  }

  /** Changes every try at a task that {@code which} is true of. */
  Run with(Predicate<Attempt> which, UnaryOperator<Attempt> change) {
    return with(
        attempts.stream()
            .map(attempt -> which.test(attempt) ? change.apply(attempt) : attempt)
            .toList());
  }

  private Run with(List<Attempt> changed) {
    return new Run(
        runId, jobId, type, creator, runAs, spec, startTime, changed, repairs, stop, ending);
  }

  Run from(GitSource source) {
    return new Run(
        runId,
        jobId,
        type,
        creator,
        runAs,
        spec.from(source),
        startTime,
        attempts,
        repairs,
        stop,
        ending);
  }

  /** Is to be ended; tries that have not started never will. */
  Run stopped(Ending as) {
    if (!active() || stop != null) {
      return this;
    }
    var stopping =
        with(
            attempt -> !attempt.ended(),
            attempt -> attempt.underWay() ? attempt.stopped(as) : attempt.ends(as));
    return new Run(
        runId, jobId, type, creator, runAs, spec, startTime, stopping.attempts, repairs, as, null);
  }

  Run ends(Ending with) {
    return new Run(
        runId, jobId, type, creator, runAs, spec, startTime, attempts, repairs, stop, with);
  }

  /** Is active again, with new tries at some tasks. */
  Run repaired(long repairId, RunSpec with, List<Attempt> more) {
    if (ending == null) {
      throw new IllegalStateException("Run " + runId + " is active");
    }
    List<Attempt> all = new ArrayList<>(attempts);
    all.addAll(more);
    List<Repair> repaired = new ArrayList<>(repairs);
    repaired.add(new Repair(repairId, System.currentTimeMillis(), ending));
    return new Run(runId, jobId, type, creator, runAs, with, startTime, all, repaired, null, null);
  }
}
