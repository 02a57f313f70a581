package dev.mlharness.starter.demo;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.stack.Addresses;
import dev.mlharness.starter.stack.PartStatus;
import dev.mlharness.starter.stack.Project;
import dev.mlharness.starter.stack.Stack;
import dev.mlharness.starter.way.TemporalWay;
import dev.mlharness.starter.way.Way;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Brings everything up, trains, validates, approves and deploys a real model twice, asks it"
            + " for a prediction, and traces it. Takes some minutes; leaves nothing running.")
public final class DemoCommand extends Action {

  @Option(
      names = {"-y", "--yes"},
      description = "Approves without asking. So does a demo without a terminal.")
  private boolean yes;

  @Option(names = "--keep", description = "Leaves the stack running, to look around.")
  private boolean keep;

  @Override
  protected ExitCode run() {
    Stack stack = Stack.of(Project.locate(), Progress.ofConsole());
    boolean leave = keep || isUp(stack);
    if (!leave) {
      // At the end of this program, also when it is interrupted.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::down, "demo-down"));
    }
    try {
      Addresses addresses = stack.up();
      Demo.Told told = tell(stack, addresses);
      answer(told, addresses, leave);
      return ExitCode.DONE;
    } catch (DemoFailure e) {
      return Stream.of(ExitCode.values())
          .filter(code -> code.code() == e.exitCode())
          .findFirst()
          .orElse(ExitCode.FAILED);
    }
  }

  private Demo.Told tell(Stack stack, Addresses addresses) {
    var commands = new Commands(this::narrated, console(), addresses.temporal());
    try (Way way =
        new TemporalWay(
            Connection.to(addresses.temporal()).straight(surroundings()), surroundings())) {
      boolean ask = !yes && console().terminal();
      return new Demo(stack, way, commands, console(), ask).tell();
    }
  }

  /** In JSON there is one document, at the end: what the other commands answer goes elsewhere. */
  private CommandLine narrated() {
    CommandLine all = fresh();
    return json() ? all.setOut(all.getErr()) : all;
  }

  private void answer(Demo.Told told, Addresses addresses, boolean leave) {
    if (json()) {
      console().json(new Answer(told, addresses, leave));
      return;
    }
    console().tell("");
    Table.withoutHeadings()
        .row("pages", addresses.api().toString())
        .row("Temporal UI", addresses.temporalUi().toString())
        .row("MLflow", addresses.mlflow().toString())
        .lines()
        .forEach(console()::print);
    console()
        .print(
            leave
                ? "next: ./harness show " + told.second() + "; ./harness down stops the stack"
                : "next: ./harness up, to look around there; ./harness init, for a recipe of your own");
  }

  private static boolean isUp(Stack stack) {
    return stack.status().stream().anyMatch(part -> part.state() == PartStatus.State.READY);
  }

  private record Answer(Demo.Told demo, Addresses addresses, boolean running) {}
}
