package dev.mlharness.e2e.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs a Python program that lies among the test resources. */
final class PythonProgram {
  private PythonProgram() {}

  /** The last line that it printed. */
  static String run(Path python, String resource, String... arguments) {
    List<String> command = new ArrayList<>(List.of(python.toString(), "-c", source(resource)));
    command.addAll(List.of(arguments));
    try {
      Path log = Files.createTempFile("python", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(resource + " failed: " + Files.readString(log));
      }
      List<String> lines = out.strip().lines().toList();
      return lines.get(lines.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String source(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            PythonProgram.class.getClassLoader().getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
