package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.tasks.TaskFolder;
import dev.mlharness.sandbox.tasks.TaskProcess;
import dev.mlharness.sandbox.tasks.TaskProcesses;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The tasks that run now: starts them, holds their processes, and notes how they ended. */
@Component
class RunningTasks {

  private static final Logger log = LoggerFactory.getLogger(RunningTasks.class);

  private final RunStore runs;
  private final RunFolders folders;
  private final TaskLauncher launcher;
  private final TaskProcesses processes;
  private final Map<Long, TaskProcess> running = new ConcurrentHashMap<>();
  private final ExecutorService launches =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "launch");
            thread.setDaemon(true);
            return thread;
          });

  RunningTasks(RunStore runs, RunFolders folders, TaskLauncher launcher, TaskProcesses processes) {
    this.runs = runs;
    this.folders = folders;
    this.launcher = launcher;
    this.processes = processes;
  }

  /** Starts a task; returns at once, and calls {@code whenEnded} once its end is noted. */
  void start(Run run, Attempt attempt, Runnable whenEnded) {
    launches.execute(() -> noting(run, attempt, whenEnded, this::launch));
  }

  /** Goes on with a task that an earlier sandbox had under way, wherever it was. */
  void takeUp(Run run, Attempt attempt, Runnable whenEnded) {
    launches.execute(() -> noting(run, attempt, whenEnded, this::findOrLaunch));
  }

  /** Asks the processes of all tasks of the run that are to be ended to end. */
  void stop(Run run) {
    eachProcess(run, TaskProcess::stop);
  }

  /** Ends the processes of all tasks of the run that are to be ended, by force. */
  void kill(Run run) {
    eachProcess(run, TaskProcess::kill);
  }

  boolean has(Run run) {
    return run.attempts().stream().anyMatch(attempt -> running.containsKey(attempt.runId()));
  }

  void awaitExits() {
    running.values().forEach(TaskProcess::awaitExit);
  }

  private void eachProcess(Run run, Consumer<TaskProcess> what) {
    run.attempts().stream()
        .filter(attempt -> attempt.stop() != null && !attempt.ended())
        .map(attempt -> running.get(attempt.runId()))
        .filter(process -> process != null)
        .forEach(what);
  }

  private interface Way {
    /** The task's process; empty if there is none to wait for. */
    Optional<TaskProcess> process(Run run, Attempt attempt) throws LaunchException;
  }

  private void noting(Run run, Attempt attempt, Runnable whenEnded, Way way) {
    BiConsumer<Attempt, Ending> end =
        (which, how) -> {
          running.remove(which.runId());
          runs.update(run.runId(), now -> now.with(which.runId(), each -> each.ends(how)));
          whenEnded.run();
        };
    try {
      Optional<TaskProcess> process = way.process(run, attempt);
      process.ifPresent(started -> hold(run, attempt, started));
      Runnable note = () -> end.accept(attempt, ending(run, attempt));
      process.ifPresentOrElse(started -> started.onExit(note), note);
    } catch (LaunchException e) {
      end.accept(attempt, e.ending());
    } catch (RuntimeException e) {
      // Whatever kept the task from starting, its run must not wait for ever.
      log.error("Task {} of run {} did not start", attempt.taskKey(), run.runId(), e);
      String message = "The task did not start: " + e.getMessage();
      end.accept(attempt, Ending.now(Outcome.INTERNAL_ERROR, message));
    }
  }

  private Optional<TaskProcess> launch(Run run, Attempt attempt) throws LaunchException {
    return current(run, attempt).stop() == null
        ? Optional.of(launcher.launch(run, attempt))
        : Optional.empty();
  }

  private Optional<TaskProcess> findOrLaunch(Run run, Attempt attempt) throws LaunchException {
    TaskFolder folder = folders.of(run, attempt);
    return folder.pid().isPresent() ? processes.find(folder) : launch(run, attempt);
  }

  private void hold(Run run, Attempt attempt, TaskProcess process) {
    running.put(attempt.runId(), process);
    runs.update(run.runId(), now -> now.with(attempt.runId(), Attempt::runs));
    // Whoever wanted it ended while it was starting found no process to ask.
    if (current(run, attempt).stop() != null) {
      process.stop();
    }
  }

  /** What became of a task that has no process any more; its files tell. */
  private Ending ending(Run run, Attempt attempt) {
    Integer code = folders.of(run, attempt).exitCode().orElse(null);
    if (code != null && code == 0) {
      return Ending.now(Outcome.SUCCESS, "");
    }
    Ending stop = current(run, attempt).stop();
    if (stop != null) {
      return Ending.now(stop.outcome(), stop.message());
    }
    return code == null
        ? Ending.now(Outcome.INTERNAL_ERROR, "The task's process is gone, and left no exit code.")
        : Ending.now(Outcome.FAILED, RunProgress.WORKLOAD_FAILED);
  }

  private Attempt current(Run run, Attempt attempt) {
    return runs.get(run.runId()).attempt(attempt.runId()).orElse(attempt);
  }
}
