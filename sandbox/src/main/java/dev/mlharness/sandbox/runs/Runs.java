package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.faults.Effects;
import dev.mlharness.sandbox.faults.LosesRuns;
import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What callers can do with runs. Every method checks first that the caller may. */
@Component
public class Runs implements LosesRuns {

  private final RunStore store;
  private final RunAccess access;
  private final RunScheduler scheduler;
  private final RunFolders folders;
  private final Effects effects;
  private final RunIds ids = new RunIds();

  Runs(
      RunStore store,
      RunAccess access,
      RunScheduler scheduler,
      RunFolders folders,
      Effects effects) {
    this.store = store;
    this.access = access;
    this.scheduler = scheduler;
    this.folders = folders;
    this.effects = effects;
  }

  /** Starts a run, or finds the one that was started with the same idempotency token. */
  Run submit(Caller caller, RunSpec spec) {
    return begin(caller, spec, ids.next(), "SUBMIT_RUN");
  }

  /** Starts a run of a job, or finds the one that was started with the same idempotency token. */
  public Run runNow(Caller caller, long jobId, RunSpec spec) {
    return begin(caller, spec, jobId, "JOB_RUN");
  }

  /**
   * A fresh number for a job that would run so.
   *
   * @throws ApiException if it could not run so
   */
  public long checkedId(Caller caller, RunSpec spec) {
    check(caller, spec);
    return ids.next();
  }

  /** Refuses what could not be run, or not as whom it says. */
  public void check(Caller caller, RunSpec spec) {
    RunRules.check(spec);
    var unused = access.runAs(caller, spec);
  }

  private Run begin(Caller caller, RunSpec spec, long jobId, String type) {
    RunRules.check(spec);
    String runAs = access.runAs(caller, spec);
    String token = spec.idempotencyToken();
    Run run =
        token == null || token.isEmpty()
            ? store.add(make(caller, runAs, spec, jobId, type))
            : store.withToken(token, made -> make(caller, runAs, spec, jobId, type));
    access.mustSee(caller, run);
    scheduler.nudge();
    return run;
  }

  private Run make(Caller caller, String runAs, RunSpec spec, long jobId, String type) {
    long now = System.currentTimeMillis();
    var attempts =
        spec.taskList().stream().map(task -> Attempt.first(task.taskKey(), ids.next())).toList();
    effects.count("submit", key(spec));
    return new Run(
        ids.next(), jobId, type, caller.name(), runAs, spec, now, attempts, List.of(), null, null);
  }

  private static String key(RunSpec spec) {
    String token = spec.idempotencyToken();
    return token == null || token.isEmpty() ? name(spec) : token;
  }

  static String name(RunSpec spec) {
    return Objects.requireNonNullElse(spec.runName(), "Untitled");
  }

  Run get(Caller caller, long id) {
    Run run = store.get(id);
    access.mustSee(caller, run);
    return run;
  }

  /** The runs that the caller may see, newest first. */
  List<Run> list(Caller caller) {
    return store.newestFirst().stream().filter(run -> access.maySee(caller, run)).toList();
  }

  /** Asks a run to end; a run that has ended stays as it is. */
  void cancel(Caller caller, long id) {
    Run run = store.get(id);
    access.mustManage(caller, run);
    if (run.active() && run.stop() == null) {
      effects.count("cancel", Long.toString(run.runId()));
      scheduler.stop(run.runId(), Ending.now(Outcome.CANCELED, "Run cancelled."));
    }
  }

  /** Asks the active runs of a job to end; all that the caller may, if no job is named. */
  void cancelAll(Caller caller, @Nullable Long jobId) {
    for (Run run : list(caller)) {
      if (run.active() && (jobId == null || jobId == run.jobId())) {
        cancel(caller, run.runId());
      }
    }
  }

  /** Tries tasks again; the id of the repair. */
  long repair(Caller caller, RepairRequest request) {
    Run run = store.get(request.runId());
    access.mustManage(caller, run);
    long repairId = ids.next();
    store.update(
        run.runId(),
        now -> {
          List<Attempt> again =
              request.tasksToRun(now).stream().map(task -> nextTry(now, task, repairId)).toList();
          return now.repaired(
              repairId, now.spec().with(request.notebookParams(), request.pythonParams()), again);
        });
    effects.count("repair", Long.toString(run.runId()));
    scheduler.nudge();
    return repairId;
  }

  private Attempt nextTry(Run run, String taskKey, long repairId) {
    Attempt last = Objects.requireNonNull(run.latest().get(taskKey));
    return Attempt.of(taskKey, ids.next(), last.number() + 1, repairId);
  }

  /** Forgets a run that has ended. Its idempotency token is not free again. */
  void delete(Caller caller, long id) {
    Run run = store.get(id);
    access.mustManage(caller, run);
    if (run.active()) {
      throw new ApiException(
          ErrorCode.INVALID_STATE, "Run %d is active; cancel it first.".formatted(id));
    }
    store.delete(run.runId());
    folders.delete(run);
  }

  @Override
  public void lose(long id) {
    store.find(id).filter(Run::active).ifPresent(run -> scheduler.lose(run.runId()));
  }
}
