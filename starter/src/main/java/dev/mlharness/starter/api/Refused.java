package dev.mlharness.starter.api;

import org.springframework.http.HttpStatus;

/** A request that the API does not carry out, with the reason for whoever made it. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final HttpStatus status;

  public Refused(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
