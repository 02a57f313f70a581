package dev.mlharness.starter.stack;

/** The local stack could not do what was asked; the message says what, and what to do next. */
public final class StackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StackException(String message) {
    super(message);
  }

  StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
