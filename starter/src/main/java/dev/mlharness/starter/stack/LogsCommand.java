package dev.mlharness.starter.stack;

import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows what the processes of the local stack have written.")
public final class LogsCommand extends Action {

  private static final long BETWEEN_LOOKS_MILLIS = 200;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PART",
      description = "One of ${COMPLETION-CANDIDATES}. Default: all.")
  private @Nullable Part part;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until interrupted.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many of the last lines. Default: ${DEFAULT-VALUE}.")
  private int lines = 100;

  @Override
  protected ExitCode run() {
    Home home = Home.of(Project.locate());
    List<LogFollower> followers =
        (part == null ? List.of(Part.values()) : List.of(part))
            .stream()
                .filter(each -> Files.exists(home.log(each)))
                .map(each -> show(each, new PartLog(home.log(each))))
                .toList();
    if (followers.isEmpty()) {
      throw CommandFailure.failed("nothing was written in " + home.folder(), "./harness up");
    }
    while (follow && pause()) {
      followers.forEach(LogFollower::readOn);
    }
    return ExitCode.DONE;
  }

  private LogFollower show(Part each, PartLog log) {
    var follower = LogFollower.fromEndOf(log.file(), line -> print(each, line));
    log.tail(lines).lines().forEach(line -> print(each, line));
    return follower;
  }

  private void print(Part each, String line) {
    if (json()) {
      console().json(new Line(each, line));
    } else {
      console().print(part == null ? each.id() + " | " + line : line);
    }
  }

  private record Line(Part part, String line) {}

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
