package dev.mlharness.starter.schedule;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Schedules;
import dev.mlharness.starter.way.Way;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that does something to one schedule. */
abstract class ScheduleAction extends Action {
  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "NAME", description = "The schedule: the recipe's name.")
  private String name;

  /** Does the work, and says in one word what was done. */
  abstract String run(Schedules schedules, String schedule);

  @Override
  protected final ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      String done = run(way.schedules(), name);
      if (json()) {
        console().json(new Done(name, done));
      } else {
        console().print(done + " " + name);
      }
      return ExitCode.DONE;
    }
  }

  private record Done(String schedule, String done) {}
}
