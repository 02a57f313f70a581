package dev.mlharness.starter.doctor;

import dev.mlharness.starter.toolchain.Toolchain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the harness needs of the machine. */
final class MachineChecks {

  private static final int OLDEST_JAVA = 17;

  private final Toolchain toolchain;

  MachineChecks(Toolchain toolchain) {
    this.toolchain = toolchain;
  }

  Stream<Check> all() {
    return Stream.of(
        new Check("Java", MachineChecks::java),
        new Check("git", MachineChecks::git),
        new Check("Temporal", () -> tool(toolchain.temporal())),
        new Check("Python environment", () -> tool(toolchain.python())));
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return version >= OLDEST_JAVA
        ? new Finding.Fine(Runtime.version() + " in " + System.getProperty("java.home"))
        : new Finding.Wrong(
            "Java " + version + " is too old", "set JAVA_HOME to a JDK 17 or newer");
  }

  private static Finding git() {
    return firstLine(List.of("git", "--version"))
        .<Finding>map(Finding.Fine::new)
        .orElseGet(() -> new Finding.Wrong("git is not on the PATH", "install git"));
  }

  private static Finding tool(Optional<Path> place) {
    return place
        .<Finding>map(path -> new Finding.Fine(path.toString()))
        .orElseGet(() -> new Finding.Open("not there yet; ./harness up installs it"));
  }

  private static Optional<String> firstLine(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.lines().findFirst() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
