package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.tasks.TaskFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Where the files of runs are: {@code HOME/runs/RUN}, with a folder for each try at a task. */
@Component
class RunFolders {

  private final Path runs;
  private final JsonMapper json;

  RunFolders(SandboxSettings settings, JsonMapper json) {
    this.runs = settings.home().resolve("runs");
    this.json = json;
  }

  /** The run's code, checked out. */
  Path source(Run run) {
    return folder(run).resolve("source");
  }

  /** What tasks leave for tasks after them. */
  Path values(Run run) {
    return folder(run).resolve("values");
  }

  TaskFolder of(Run run, Attempt attempt) {
    return new TaskFolder(folder(run).resolve(Long.toString(attempt.runId())), json);
  }

  void delete(Run run) {
    try {
      FileSystemUtils.deleteRecursively(folder(run));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the files of run " + run.runId(), e);
    }
  }

  private Path folder(Run run) {
    return runs.resolve(Long.toString(run.runId()));
  }
}
