package dev.mlharness.starter.sandbox;

/** The sandbox did not do what it was asked; the message is its own. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
