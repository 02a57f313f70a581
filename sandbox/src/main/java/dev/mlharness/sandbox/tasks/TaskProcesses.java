package dev.mlharness.sandbox.tasks;

import dev.mlharness.sandbox.SandboxSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Starts task processes, and finds those that an earlier sandbox started. */
@Component
public class TaskProcesses {

  /** What a task sees of this machine's environment; anything else is no business of its. */
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

  private static final long CLAIM_MILLIS = 20_000;

  private final String python;
  private final Path runtime;

  TaskProcesses(SandboxSettings settings) {
    this.python = settings.python();
    this.runtime = settings.home().resolve("runtime");
    for (String file : List.of("run_task.py", "dbutils.py")) {
      install(file);
    }
  }

  /**
   * Starts the task that {@code folder} describes, unless a process has claimed the folder before:
   * then that one is the task's. So a task starts once, whatever dies in between.
   */
  public TaskProcess start(TaskFolder folder, Map<String, String> environment) {
    var builder =
        new ProcessBuilder(
                python, "-u", runtime.resolve("run_task.py").toString(), folder.path().toString())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().put("PYTHONUNBUFFERED", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    // It writes to the environment in a thread of its own, which fails whoever reads that
    // meanwhile.
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    builder.environment().putAll(environment);
    try {
      return claimed(folder, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + python + " for a task", e);
    }
  }

  private static TaskProcess claimed(TaskFolder folder, Process started) {
    long patience = System.currentTimeMillis() + CLAIM_MILLIS;
    while (System.currentTimeMillis() < patience) {
      Optional<Long> pid = folder.pid();
      if (pid.isPresent()) {
        return new TaskProcess(ProcessHandle.of(pid.get()).orElseGet(started::toHandle));
      }
      if (!started.isAlive() && folder.pid().isEmpty()) {
        break;
      }
      pause();
    }
    started.destroyForcibly();
    throw new IllegalStateException(
        "The task's process did not start: " + folder.logTail(1_000).text());
  }

  /**
   * The process that runs the task since before this sandbox was started, if it still does. A
   * number that the system gave to a later process is told by that process's start.
   */
  public Optional<TaskProcess> find(TaskFolder folder) {
    return folder
        .pid()
        .flatMap(ProcessHandle::of)
        .filter(handle -> startedBefore(handle, claimTime(folder)))
        .map(TaskProcess::new);
  }

  private static boolean startedBefore(ProcessHandle handle, Instant claim) {
    // The kernel counts in ticks of 10 ms, and rounds.
    return handle
        .info()
        .startInstant()
        .filter(start -> start.isBefore(claim.plusSeconds(1)))
        .isPresent();
  }

  private static Instant claimTime(TaskFolder folder) {
    try {
      return Files.getLastModifiedTime(folder.path().resolve("pid")).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the claim in " + folder.path(), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a task's process was starting", e);
    }
  }

  private void install(String file) {
    try (var content = new ClassPathResource("runtime/" + file).getInputStream()) {
      Files.createDirectories(runtime);
      Files.copy(content, runtime.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the runtime of tasks to " + runtime, e);
    }
  }
}
