package dev.mlharness.starter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts and ends processes that outlive the command that started them. Each leads a session and a
 * process group of its own: no hang-up and no Ctrl-C reaches it, and its children end with it.
 */
final class Processes {

  private static final String DETACH =
      "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";

  /** What a person has set for other servers must not change how the local ones behave. */
  private static final List<String> FOREIGN =
      List.of("DATABRICKS_", "MLFLOW_", "TEMPORAL_", "SPRING_", "SERVER_", "MANAGEMENT_");

  private final Path python;

  /** {@code python} is any interpreter: not every system has a program to make a session with. */
  Processes(Path python) {
    this.python = python;
  }

  ProcessRecord start(Launch launch, Path folder, Path log) {
    var command = new ArrayList<>(List.of(python.toString(), "-I", "-S", "-c", DETACH));
    command.addAll(launch.command());
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(Processes::isForeign);
    builder.environment().putAll(launch.environment());
    try {
      Files.createDirectories(folder);
      Files.createDirectories(log.getParent());
      return ProcessRecord.of(builder.start(), launch.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + launch.command().get(0), e);
    }
  }

  /** Asks the process to end, waits, and ends it and its children by force if it does not. */
  static void stop(ProcessRecord process, Duration patience) {
    process
        .handle()
        .ifPresent(
            handle -> {
              signal("TERM", process.pid());
              awaitEnd(handle, patience);
              // What is left of its group, or the process itself if it did not listen.
              kill(process, handle);
            });
  }

  /** Ends the process and its children at once, as a crash would. */
  static void kill(ProcessRecord process) {
    process.handle().ifPresent(handle -> kill(process, handle));
  }

  private static void kill(ProcessRecord process, ProcessHandle handle) {
    signal("KILL", process.pid());
    awaitEnd(handle, Duration.ofSeconds(5));
  }

  private static boolean isForeign(String variable) {
    return FOREIGN.stream().anyMatch(variable::startsWith);
  }

  /** To the whole group, which Java cannot do; every shell can. */
  private static void signal(String name, long group) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s " + name + " -- -" + group)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run sh", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new StackException("Cannot wait for process " + handle.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
