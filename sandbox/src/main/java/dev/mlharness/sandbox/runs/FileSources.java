package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.tasks.GitSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a task's file is. */
final class FileSources {

  private FileSources() {}

  /** Databricks' rule: as the task says; else GIT where the run has a git_source. */
  static boolean isGit(TaskSpec task, @Nullable GitSource gitSource) {
    String source = task.source();
    return source == null ? gitSource != null : source.equals("GIT");
  }

  /** The file on this machine; a notebook may be named without its ending. */
  static Optional<Path> resolve(TaskSpec task, Path root) {
    Path named = root.resolve(task.file()).normalize();
    if (!named.startsWith(root)) {
      return Optional.empty();
    }
    return Stream.of(named, Path.of(named + ".py")).filter(Files::isRegularFile).findFirst();
  }
}
