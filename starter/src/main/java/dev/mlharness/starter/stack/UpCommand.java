package dev.mlharness.starter.stack;

import dev.mlharness.starter.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code harness up}. */
@Command(
    name = "up",
    description =
        "Start the local stack: Temporal, MLflow, sandbox, worker. Starts only what does not run.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var stack = Stack.of(Project.locate(), Progress.ofConsole());
    Addresses addresses = stack.up();
    var out = spec.commandLine().getOut();
    out.println("Temporal UI   " + addresses.temporalUi());
    out.println("MLflow        " + addresses.mlflow());
    out.println("Sandbox       " + addresses.sandbox());
    out.println("Temporal      " + addresses.temporal());
  }
}
