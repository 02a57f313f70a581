package dev.mlharness.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs run as a user would run them. */
final class Commands {
  private Commands() {}

  /** What a command left. */
  record Result(int exitCode, String out, String err) {}

  /** Standard output of a command that must succeed. */
  static String run(Path folder, String... command) {
    Result result = call(folder, Map.of(), List.of(command));
    if (result.exitCode() != 0) {
      throw new AssertionError(
          String.join(" ", command) + " ended with " + result.exitCode() + ": " + result.err());
    }
    return result.out();
  }

  /** Runs a command to its end, ten minutes at the most. */
  static Result call(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      int exitCode =
          ended(
              new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()),
              folder,
              environment);
      return new Result(exitCode, read(out), read(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #call}, with all that it says in one file, from the beginning. */
  static int writing(
      Path file, Path folder, Map<String, String> environment, List<String> command) {
    return ended(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile()),
        folder,
        environment);
  }

  private static int ended(ProcessBuilder builder, Path folder, Map<String, String> environment) {
    try {
      builder
          .directory(folder.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(
            String.join(" ", builder.command()) + " did not end within ten minutes");
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }
}
