package dev.mlharness.starter.checks;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Checks;
import dev.mlharness.starter.way.Checks.Watched;
import dev.mlharness.starter.way.Way;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about the watch of one model. */
abstract class WatchAction extends Action {
  @Mixin private Connection connection;

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model, as the recipe names it.")
  private String model;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Its workspace. Default: the only one in which it is watched.")
  private @Nullable String workspace;

  abstract ExitCode run(Checks checks, Watched watched);

  @Override
  protected final ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      return run(way.checks(), new Watched(model, workspace));
    }
  }

  /** Says something to the watch. */
  abstract static class Say extends WatchAction {
    private final String done;

    /**
     * @param done in one word what was done
     */
    Say(String done) {
      this.done = done;
    }

    abstract WatchStatus say(Checks checks, Watched watched);

    @Override
    final ExitCode run(Checks checks, Watched watched) {
      WatchStatus status = say(checks, watched);
      if (json()) {
        console()
            .json(
                new Done(
                    watched.model(),
                    new WatchKey(String.valueOf(status.workspace()), watched.model()).workflowId(),
                    done));
      } else {
        console().print(done + " the watch of " + watched.model());
      }
      return ExitCode.DONE;
    }

    private record Done(String model, String watch, String done) {}
  }
}
