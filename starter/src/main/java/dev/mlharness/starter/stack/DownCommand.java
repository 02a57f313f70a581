package dev.mlharness.starter.stack;

import dev.mlharness.starter.progress.Progress;
import picocli.CommandLine.Command;

/** {@code harness down}. */
@Command(
    name = "down",
    description = "Stop the local stack. What it knows is kept for the next start.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Runnable {

  @Override
  public void run() {
    Stack.of(Project.locate(), Progress.ofConsole()).down();
  }
}
