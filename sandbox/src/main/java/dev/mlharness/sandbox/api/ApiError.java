package dev.mlharness.sandbox.api;

/** The body of every answer that is an error. */
public record ApiError(String errorCode, String message) {

  /** The error's body: its code and its message. */
  public static ApiError of(ErrorCode code, String message) {
    return new ApiError(code.name(), message);
  }
}
