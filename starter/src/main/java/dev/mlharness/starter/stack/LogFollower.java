package dev.mlharness.starter.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Hands over the lines that a log file grows by. */
final class LogFollower {

  private final Path file;
  private final Consumer<String> onLine;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private long position;

  private LogFollower(Path file, long position, Consumer<String> onLine) {
    this.file = file;
    this.position = position;
    this.onLine = onLine;
  }

  static LogFollower fromEndOf(Path file, Consumer<String> onLine) {
    try {
      return new LogFollower(file, Files.size(file), onLine);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Hands over what was written since, in whole lines. A file that was put aside begins anew. */
  void readOn() {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < position) {
        position = 0;
      }
      byte[] grown = new byte[(int) Math.min(1 << 20, in.length() - position)];
      in.seek(position);
      in.readFully(grown);
      position += grown.length;
      for (byte next : grown) {
        if (next == '\n') {
          onLine.accept(unfinished.toString(StandardCharsets.UTF_8));
          unfinished.reset();
        } else {
          unfinished.write(next);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
