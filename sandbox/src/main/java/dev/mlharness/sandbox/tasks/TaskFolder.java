package dev.mlharness.sandbox.tasks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of one task's attempt. They are what a restarted sandbox knows of a process that it no
 * longer holds by the hand.
 */
public record TaskFolder(Path path, JsonMapper json) {

  /** What the task's code handed back: a notebook's exit value, or its error. */
  public record Result(
      @Nullable String result, @Nullable String error, @Nullable String errorTrace) {}

  /** A part of a log that may be longer. */
  public record Tail(String text, boolean truncated) {}

  private record Exit(int code) {}

  /** Standard output and standard error, as they came. */
  Path log() {
    return path.resolve("output.log");
  }

  /** Makes the folder, with what the task's process has to know. */
  public void create(Object task) {
    try {
      Files.createDirectories(path);
      Files.write(path.resolve("task.json"), json.writeValueAsBytes(task));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the task in " + path, e);
    }
  }

  /** The process that has claimed this folder, if one has. */
  public Optional<Long> pid() {
    return read("pid").map(String::strip).map(Long::valueOf);
  }

  /** The exit code, once the task has ended by itself or by a signal (then negative). */
  public Optional<Integer> exitCode() {
    return read("exit.json").map(body -> json.readValue(body, Exit.class).code);
  }

  /** What the task handed back; all empty if it has not ended, or was killed. */
  public Result result() {
    return read("result.json")
        .map(body -> json.readValue(body, Result.class))
        .orElse(new Result(null, null, null));
  }

  /** The last {@code most} bytes of the log. */
  public Tail logTail(int most) {
    if (Files.notExists(log())) {
      return new Tail("", false);
    }
    try (var file = new RandomAccessFile(log().toFile(), "r")) {
      long skipped = Math.max(0, file.length() - most);
      byte[] bytes = new byte[(int) (file.length() - skipped)];
      file.seek(skipped);
      file.readFully(bytes);
      return new Tail(new String(bytes, StandardCharsets.UTF_8), skipped > 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log(), e);
    }
  }

  private Optional<String> read(String name) {
    Path file = path.resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
