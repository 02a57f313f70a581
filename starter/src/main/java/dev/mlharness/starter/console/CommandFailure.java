package dev.mlharness.starter.console;

import org.jspecify.annotations.Nullable;

/** A command cannot do its work: what happened, and what to do next. No stack trace is shown. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What those who do not read the message have to know of a failure. */
  public enum Reason {
    /** What was asked about is not there. */
    MISSING,
    /** It is there already, or under way. */
    BUSY,
    /** Anything else. */
    OTHER
  }

  private final ExitCode exitCode;
  private final Reason reason;
  private final @Nullable String next;

  public CommandFailure(ExitCode exitCode, String message, @Nullable String next) {
    this(exitCode, Reason.OTHER, message, next);
  }

  private CommandFailure(ExitCode exitCode, Reason reason, String message, @Nullable String next) {
    super(message);
    this.exitCode = exitCode;
    this.reason = reason;
    this.next = next;
  }

  public static CommandFailure failed(String message, @Nullable String next) {
    return new CommandFailure(ExitCode.FAILED, message, next);
  }

  public static CommandFailure usage(String message, @Nullable String next) {
    return new CommandFailure(ExitCode.USAGE, message, next);
  }

  /** What was asked about is not there. */
  public static CommandFailure missing(String message, @Nullable String next) {
    return new CommandFailure(ExitCode.FAILED, Reason.MISSING, message, next);
  }

  /** What was asked for is there already, or under way. */
  public static CommandFailure busy(String message, @Nullable String next) {
    return new CommandFailure(ExitCode.FAILED, Reason.BUSY, message, next);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public Reason reason() {
    return reason;
  }

  /** A command to type, or another thing to do. */
  public @Nullable String next() {
    return next;
  }
}
