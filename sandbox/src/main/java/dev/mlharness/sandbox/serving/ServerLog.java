package dev.mlharness.sandbox.serving;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a model server wrote since it was started last. */
record ServerLog(Path file) {

  private static final int TAIL = 4_000;

  /** Its last line, which names the error where there was one; empty if there is none. */
  String lastLine() {
    return tail().strip().lines().reduce("", (before, line) -> line);
  }

  /** The end of it; empty if there is none. */
  String tail() {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(TAIL, log.length())];
      log.seek(log.length() - end.length);
      log.readFully(end);
      return new String(end, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
