package dev.mlharness.starter.stack;

import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.progress.Progress;
import picocli.CommandLine.Command;

@Command(
    name = "up",
    description =
        "Starts what does not run of the local stack: Temporal, MLflow, sandbox, worker, API.")
public final class UpCommand extends Action {

  @Override
  protected ExitCode run() {
    Addresses addresses = Stack.of(Project.locate(), Progress.ofConsole()).up();
    if (json()) {
      console().json(addresses);
    } else {
      Table.withoutHeadings()
          .row("pages", addresses.api().toString())
          .row("Temporal UI", addresses.temporalUi().toString())
          .row("MLflow", addresses.mlflow().toString())
          .row("sandbox", addresses.sandbox().toString())
          .row("Temporal", addresses.temporal())
          .lines()
          .forEach(console()::print);
    }
    return ExitCode.DONE;
  }
}
