package dev.mlharness.starter.checks;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.watch.Watch;
import io.temporal.client.WorkflowStub;
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

  abstract ExitCode run(Watch watch);

  @Override
  protected final ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      return new Watches(temporal.client()).with(model, workspace, this::run);
    }
  }

  final String model() {
    return model;
  }

  /** Says something to the watch. */
  abstract static class Say extends WatchAction {

    /** Says it, and tells in one word what was done. */
    abstract String say(Watch watch);

    @Override
    final ExitCode run(Watch watch) {
      String done = say(watch);
      if (json()) {
        console()
            .json(
                new Done(
                    model(), WorkflowStub.fromTyped(watch).getExecution().getWorkflowId(), done));
      } else {
        console().print(done + " the watch of " + model());
      }
      return ExitCode.DONE;
    }

    private record Done(String model, String watch, String done) {}
  }
}
