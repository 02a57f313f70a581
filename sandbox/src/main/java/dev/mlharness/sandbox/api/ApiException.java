package dev.mlharness.sandbox.api;

/** A request that is answered with an error, in Databricks' form. */
public final class ApiException extends RuntimeException {

  private final ErrorCode code;

  /** The message says what was wrong, with which value, and what was expected. */
  public ApiException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** 404: {@code what} (such as "Run") does not exist under this id. */
  public static ApiException missing(String what, Object id) {
    return new ApiException(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, "%s '%s' does not exist.".formatted(what, id));
  }

  /** 400: a parameter is not what it must be. */
  public static ApiException invalid(String message) {
    return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }

  /** 403: the caller may not do this. */
  public static ApiException denied(String message) {
    return new ApiException(ErrorCode.PERMISSION_DENIED, message);
  }

  /** Databricks' code of the error. */
  public ErrorCode code() {
    return code;
  }
}
