package dev.mlharness.starter.stack;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code harness logs}. */
@Command(
    name = "logs",
    description = "Show what the processes of the local stack have written.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Runnable {

  private static final long BETWEEN_LOOKS_MILLIS = 200;

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "One of ${COMPLETION-CANDIDATES}; all if left out.")
  private @Nullable Part part;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until interrupted.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      description = "How many of the last lines. Default: ${DEFAULT-VALUE}.")
  private int lines = 100;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Home home = Home.of(Project.locate());
    List<Part> parts = part == null ? List.of(Part.values()) : List.of(part);
    var followed = new ArrayList<LogFollower>();
    for (Part each : parts) {
      var log = new PartLog(home.log(each));
      if (Files.exists(log.file())) {
        String prefix = parts.size() == 1 ? "" : each.id() + " | ";
        followed.add(LogFollower.fromEndOf(log.file(), line -> print(prefix + line)));
        log.tail(lines).lines().forEach(line -> print(prefix + line));
      }
    }
    while (follow && pause()) {
      followed.forEach(LogFollower::readOn);
    }
  }

  private void print(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
