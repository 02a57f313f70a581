package dev.mlharness.starter.demo;

/** A command of the demo did not succeed. It has said why itself. */
final class DemoFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  DemoFailure(int exitCode) {
    super("exit code " + exitCode);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
