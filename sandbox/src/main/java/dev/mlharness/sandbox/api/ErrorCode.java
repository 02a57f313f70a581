package dev.mlharness.sandbox.api;

import org.springframework.http.HttpStatus;

/** The error codes of the Databricks API that the sandbox answers with, and their HTTP status. */
public enum ErrorCode {
  INVALID_PARAMETER_VALUE(HttpStatus.BAD_REQUEST),
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
  INVALID_STATE(HttpStatus.BAD_REQUEST),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
  PERMISSION_DENIED(HttpStatus.FORBIDDEN),
  RESOURCE_DOES_NOT_EXIST(HttpStatus.NOT_FOUND),
  ENDPOINT_NOT_FOUND(HttpStatus.NOT_FOUND),
  RESOURCE_CONFLICT(HttpStatus.CONFLICT),
  RESOURCE_ALREADY_EXISTS(HttpStatus.CONFLICT),
  ALREADY_EXISTS(HttpStatus.CONFLICT),
  REQUEST_LIMIT_EXCEEDED(HttpStatus.TOO_MANY_REQUESTS),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
  BAD_GATEWAY(HttpStatus.BAD_GATEWAY),
  TEMPORARILY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  ErrorCode(HttpStatus status) {
    this.status = status;
  }

  /** The HTTP status of an answer with this code. */
  public HttpStatus status() {
    return status;
  }
}
