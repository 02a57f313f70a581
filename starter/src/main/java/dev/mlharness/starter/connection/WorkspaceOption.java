package dev.mlharness.starter.connection;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The workspace that one model is looked for in. */
public final class WorkspaceOption {
  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Which workspace. Default: the worker's default workspace.")
  private @Nullable String name;

  /** Null: the worker's default workspace. */
  public @Nullable String name() {
    return name;
  }
}
