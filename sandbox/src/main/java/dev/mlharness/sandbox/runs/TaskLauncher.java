package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.access.WorkspaceTokens;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.tasks.CheckoutException;
import dev.mlharness.sandbox.tasks.GitCheckouts;
import dev.mlharness.sandbox.tasks.TaskFolder;
import dev.mlharness.sandbox.tasks.TaskProcess;
import dev.mlharness.sandbox.tasks.TaskProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Sets a task up as Databricks does (code, identity, parameters) and starts its process. */
@Component
class TaskLauncher {

  private static final Duration SHORTEST_TOKEN = Duration.ofHours(1);
  private static final Duration LONGEST_TOKEN = Duration.ofHours(24);
  private static final Path ROOT = Path.of("/");

  private final RunStore runs;
  private final RunFolders folders;
  private final GitCheckouts checkouts;
  private final TaskProcesses processes;
  private final Directory directory;
  private final WorkspaceTokens tokens;
  private final String host;

  TaskLauncher(
      RunStore runs,
      RunFolders folders,
      GitCheckouts checkouts,
      TaskProcesses processes,
      Directory directory,
      WorkspaceTokens tokens,
      SandboxSettings settings) {
    this.runs = runs;
    this.folders = folders;
    this.checkouts = checkouts;
    this.processes = processes;
    this.directory = directory;
    this.tokens = tokens;
    this.host = settings.host().toString();
  }

  /**
   * Starts the task; takes as long as its code takes to come.
   *
   * @throws LaunchException if it cannot be started, with what the task ends as
   */
  TaskProcess launch(Run run, Attempt attempt) throws LaunchException {
    TaskSpec task = run.task(attempt.taskKey());
    Path root = FileSources.isGit(task, run.spec().gitSource()) ? checkOut(run) : ROOT;
    Path file =
        FileSources.resolve(task, root)
            .orElseThrow(
                () ->
                    new LaunchException(
                        Outcome.FILE_MISSING,
                        "Unable to access the %s \"%s\": there is no such file."
                            .formatted(
                                task.notebookTask() == null ? "file" : "notebook", task.file())));
    TaskFolder folder = folders.of(run, attempt);
    folder.create(description(run, task, root, file));
    return processes.start(folder, environment(run));
  }

  private Path checkOut(Run run) throws LaunchException {
    var source = Objects.requireNonNull(run.spec().gitSource());
    Path folder = folders.source(run);
    try {
      String commit = checkouts.checkOut(source, folder);
      runs.update(run.runId(), current -> current.from(source.at(commit)));
      return folder;
    } catch (CheckoutException e) {
      throw new LaunchException(
          Outcome.CHECKOUT_FAILED, "Failed to checkout Git repository: " + e.getMessage());
    }
  }

  private Map<String, Object> description(Run run, TaskSpec task, Path root, Path file) {
    boolean notebook = task.notebookTask() != null;
    return Map.of(
        "task_key", task.taskKey(),
        "kind", notebook ? "notebook" : "python",
        "file", file.toString(),
        "root", root.toString(),
        "values", folders.values(run).toString(),
        "parameters", notebook ? widgets(task) : arguments(task));
  }

  private static Map<String, String> widgets(TaskSpec task) {
    var notebook = Objects.requireNonNull(task.notebookTask());
    return Objects.requireNonNullElse(notebook.baseParameters(), Map.of());
  }

  private static List<String> arguments(TaskSpec task) {
    var python = Objects.requireNonNull(task.sparkPythonTask());
    return Objects.requireNonNullElse(python.parameters(), List.of());
  }

  private Map<String, String> environment(Run run) throws LaunchException {
    if (directory.caller(run.runAs()).isEmpty()) {
      throw new LaunchException(
          Outcome.UNAUTHORIZED, "run_as '%s' is no active principal.".formatted(run.runAs()));
    }
    String token = tokens.issue(run.runAs(), Instant.now().plus(tokenLife(run))).getTokenValue();
    return Map.of(
        "DATABRICKS_HOST", host,
        "DATABRICKS_TOKEN", token,
        "MLFLOW_TRACKING_URI", host,
        "MLFLOW_TRACKING_TOKEN", token);
  }

  /** As long as the run may take: a task has nobody to get it another token from. */
  private static Duration tokenLife(Run run) {
    Long timeout = run.spec().timeoutSeconds();
    Duration wanted = timeout == null ? SHORTEST_TOKEN : Duration.ofSeconds(timeout);
    if (wanted.compareTo(SHORTEST_TOKEN) < 0) {
      return SHORTEST_TOKEN;
    }
    return wanted.compareTo(LONGEST_TOKEN) > 0 ? LONGEST_TOKEN : wanted;
  }
}
