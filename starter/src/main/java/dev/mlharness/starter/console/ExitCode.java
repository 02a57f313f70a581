package dev.mlharness.starter.console;

/** What a command tells the shell. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  /** Wrong usage, or a recipe that cannot run. */
  USAGE(2),
  /** A person said no, or a person must act. */
  REJECTED_OR_HELD(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
