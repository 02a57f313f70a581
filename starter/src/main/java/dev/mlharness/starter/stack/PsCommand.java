package dev.mlharness.starter.stack;

import dev.mlharness.starter.progress.Progress;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code harness ps}. */
@Command(
    name = "ps",
    description = "List the processes of the local stack and how they are.",
    mixinStandardHelpOptions = true)
public final class PsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    out.printf("%-10s %-8s %8s  %s%n", "PART", "STATE", "PID", "ADDRESS");
    for (PartStatus part : Stack.of(Project.locate(), Progress.silent()).status()) {
      out.printf(
          "%-10s %-8s %8s  %s%n",
          part.part().id(),
          part.state().name().toLowerCase(Locale.ROOT),
          part.pid() == null ? "-" : part.pid(),
          part.address());
    }
    out.flush();
  }
}
