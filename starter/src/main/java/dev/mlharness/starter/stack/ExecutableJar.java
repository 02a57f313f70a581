package dev.mlharness.starter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A jar that Spring Boot has packed with its libraries. It can unpack itself. */
final class ExecutableJar {

  private ExecutableJar() {}

  /** Into a jar of the same name, with its libraries beside it. */
  static void unpack(Path jar, Path folder) {
    var command =
        List.of(
            Program.java().toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--force",
            "--destination",
            folder.toString());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StackException("Cannot unpack " + jar + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while " + jar + " was unpacked", e);
    }
  }
}
