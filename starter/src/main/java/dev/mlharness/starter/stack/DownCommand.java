package dev.mlharness.starter.stack;

import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.progress.Progress;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description = "Stops the local stack. What it knows is kept for the next start.")
public final class DownCommand extends Action {

  @Override
  protected ExitCode run() {
    List<Part> stopped = Stack.of(Project.locate(), Progress.ofConsole()).down();
    if (json()) {
      console().json(new Stopped(stopped));
    } else if (stopped.isEmpty()) {
      console().print("nothing was running");
    }
    return ExitCode.DONE;
  }

  private record Stopped(List<Part> stopped) {}
}
