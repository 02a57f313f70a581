package dev.mlharness.pipeline;

/** What people decided on holds no more, and everything is as before: the gate opens again. */
final class Reopened extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Reopened(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
