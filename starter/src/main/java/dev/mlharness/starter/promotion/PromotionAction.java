package dev.mlharness.starter.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.ModelQuestion;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import io.temporal.client.WorkflowNotFoundException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that speaks to the entity of a model, or to that of freezes. */
abstract class PromotionAction extends Action {
  @Mixin private Connection connection;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Which workspace. Default: the worker's default workspace.")
  private @Nullable String workspace;

  /** Does the work. */
  abstract ExitCode run(Temporal temporal, Entities entities);

  @Override
  protected final ExitCode run() {
    try (Temporal temporal = connection.open(surroundings())) {
      temporal.requireWorker(TaskQueues.HARNESS);
      return run(temporal, new Entities(temporal.client(), TaskQueues.HARNESS));
    }
  }

  final @Nullable String workspace() {
    return workspace;
  }

  /** As the worker's configuration names it. */
  final Access access(Temporal temporal, @Nullable String role) {
    return Questions.ask(
        temporal,
        "FindModel",
        "which workspace and role",
        new ModelQuestion(workspace, role),
        Access.class);
  }

  static CommandFailure unknown(String model, WorkflowNotFoundException cause) {
    CommandFailure failure =
        CommandFailure.failed(
            "the harness has promoted no version of " + model + " yet, and knows nothing of it",
            "./harness adopt " + model + " --version N, if it is in production already");
    failure.initCause(cause);
    return failure;
  }
}
