package dev.mlharness.starter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What a part has written. */
record PartLog(Path file) {

  private static final long LARGE = 10L << 20;

  /** Its last lines, or an empty text if it has not written anything. */
  String tail(int lines) {
    if (!Files.exists(file)) {
      return "";
    }
    try {
      // A log is at most a little larger than what makes it rotate: small enough to read whole.
      List<String> all =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          System.lineSeparator(), all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Puts a large log aside, in place of the one put aside before. */
  void rotate() {
    try {
      if (Files.exists(file) && Files.size(file) > LARGE) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot rotate " + file, e);
    }
  }
}
