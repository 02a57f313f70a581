package dev.mlharness.starter.toolchain;

/** Something the stack runs on is not to be had; the message says what was tried and what to do. */
public final class ToolchainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ToolchainException(String message) {
    super(message);
  }

  ToolchainException(String message, Throwable cause) {
    super(message, cause);
  }
}
