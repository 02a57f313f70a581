package dev.mlharness.starter.promotion;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.WorkspaceOption;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Models;
import dev.mlharness.starter.way.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command about models in production. */
abstract class PromotionAction extends Action {
  @Mixin private Connection connection;
  @Mixin private WorkspaceOption workspace;

  /** Does the work. */
  abstract ExitCode run(Models models);

  @Override
  protected final ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      return run(way.models());
    }
  }

  final @Nullable String workspace() {
    return workspace.name();
  }
}
