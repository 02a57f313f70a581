package dev.mlharness.starter.toolchain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A command of another program, run to its end. */
record ExternalCommand(List<String> words, Map<String, String> environment) {

  private static final int KEPT_LINES = 20;

  ExternalCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  static ExternalCommand of(String... words) {
    return new ExternalCommand(List.of(words), Map.of());
  }

  ExternalCommand with(String variable, String value) {
    return new ExternalCommand(words, Map.of(variable, value));
  }

  /** Its last lines of output, or nothing if it cannot be started or fails. */
  Optional<String> attempt() {
    try {
      Result result = execute(line -> {});
      return result.exitCode() == 0 ? Optional.of(result.tail()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Runs it and hands over its output line by line.
   *
   * @throws ToolchainException if it fails, with its last lines
   */
  void run(Consumer<String> onLine) {
    try {
      Result result = execute(onLine);
      if (result.exitCode() != 0) {
        throw new ToolchainException(
            "`%s` failed with exit code %d:%n%s"
                .formatted(String.join(" ", words), result.exitCode(), result.tail()));
      }
    } catch (IOException e) {
      throw new ToolchainException("`" + words.get(0) + "` cannot be started", e);
    }
  }

  private Result execute(Consumer<String> onLine) throws IOException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    var tail = new ArrayDeque<String>();
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        onLine.accept(line);
        tail.addLast(line);
        if (tail.size() > KEPT_LINES) {
          tail.removeFirst();
        }
      }
      return new Result(process.waitFor(), String.join(System.lineSeparator(), tail));
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted: " + words.get(0), e));
    }
  }

  /** The first executable of that name on the {@code PATH}. */
  static Optional<Path> onPath(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    return List.of(path.split(java.io.File.pathSeparator)).stream()
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private record Result(int exitCode, String tail) {}
}
