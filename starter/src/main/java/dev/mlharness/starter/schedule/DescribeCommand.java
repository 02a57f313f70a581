package dev.mlharness.starter.schedule;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "describe",
    description = "Shows a schedule: when it fires next, what it started, what it skipped.")
final class DescribeCommand extends Action {
  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "NAME", description = "The schedule: the recipe's name.")
  private String name;

  @Override
  protected ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      ScheduleView view = way.schedules().view(name);
      if (json()) {
        console().json(view);
      } else {
        view.lines().forEach(console()::print);
      }
      return ExitCode.DONE;
    }
  }
}
