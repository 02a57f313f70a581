package dev.mlharness.sandbox.federation;

import org.springframework.http.HttpStatus;

/** A token request that is refused, in OAuth's form (RFC 6749, 5.2). */
final class OAuthException extends RuntimeException {

  private final HttpStatus status;
  private final String error;

  private OAuthException(HttpStatus status, String error, String description) {
    super(description);
    this.status = status;
    this.error = error;
  }

  static OAuthException invalidRequest(String description) {
    return new OAuthException(HttpStatus.BAD_REQUEST, "invalid_request", description);
  }

  static OAuthException unsupportedGrant(String description) {
    return new OAuthException(HttpStatus.BAD_REQUEST, "unsupported_grant_type", description);
  }

  static OAuthException invalidScope(String description) {
    return new OAuthException(HttpStatus.BAD_REQUEST, "invalid_scope", description);
  }

  static OAuthException invalidClient(String description) {
    return new OAuthException(HttpStatus.UNAUTHORIZED, "invalid_client", description);
  }

  static OAuthException unavailable(String description) {
    return new OAuthException(
        HttpStatus.SERVICE_UNAVAILABLE, "temporarily_unavailable", description);
  }

  HttpStatus status() {
    return status;
  }

  String error() {
    return error;
  }
}
