package dev.mlharness.starter.console;

import org.jspecify.annotations.Nullable;

/** A command cannot do its work: what happened, and what to do next. No stack trace is shown. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;
  private final @Nullable String next;

  public CommandFailure(ExitCode exitCode, String message, @Nullable String next) {
    super(message);
    this.exitCode = exitCode;
    this.next = next;
  }

  public static CommandFailure failed(String message, @Nullable String next) {
    return new CommandFailure(ExitCode.FAILED, message, next);
  }

  public static CommandFailure usage(String message, @Nullable String next) {
    return new CommandFailure(ExitCode.USAGE, message, next);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** A command to type, or another thing to do. */
  public @Nullable String next() {
    return next;
  }
}
