package dev.mlharness.starter.stack;

import java.nio.file.Path;

/**
 * The folder of everything a local stack keeps: state, databases, artifacts, logs, tokens. Deleting
 * it while the stack is down starts afresh.
 */
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** {@code MLHARNESS_HOME}, else {@code .harness} in the project. */
  public static Home of(Project project) {
    String named = System.getenv("MLHARNESS_HOME");
    return new Home(
        named == null || named.isBlank() ? project.folder().resolve(".harness") : Path.of(named));
  }

  Path state() {
    return folder.resolve("stack.json");
  }

  Path lock() {
    return folder.resolve("stack.lock");
  }

  Path folderOf(Part part) {
    return folder.resolve(part.id());
  }

  /** The file that a process of the stack writes its output to. */
  public Path log(Part part) {
    return folder.resolve("logs").resolve(part.id() + ".log");
  }

  /** The identity token of the worker, which the sandbox keeps fresh. */
  public Path workerToken() {
    return folderOf(Part.SANDBOX).resolve("tokens/ml-harness-worker");
  }

  /** The keys by which the worker signs starts. */
  Path startKeys() {
    return folderOf(Part.WORKER).resolve("start-keys.json");
  }
}
