package dev.mlharness.sandbox.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

@RestControllerAdvice
class ApiErrorAdvice {

  private static final Logger log = LoggerFactory.getLogger(ApiErrorAdvice.class);

  @ExceptionHandler
  ResponseEntity<ApiError> known(ApiException e) {
    return answer(e.code(), String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ApiError> unreadable(HttpMessageNotReadableException e) {
    return answer(
        ErrorCode.MALFORMED_REQUEST,
        "The request's body cannot be read: " + e.getMostSpecificCause().getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ApiError> noSuchPath(NoResourceFoundException e) {
    return answer(
        ErrorCode.ENDPOINT_NOT_FOUND,
        "No API found for '%s /%s'.".formatted(e.getHttpMethod(), e.getResourcePath()));
  }

  /** The last resort: whatever it was, a client gets an answer it can read. */
  @ExceptionHandler
  ResponseEntity<ApiError> unexpected(Exception e) {
    if (e instanceof ErrorResponse response) {
      return ResponseEntity.status(response.getStatusCode())
          .body(
              ApiError.of(
                  ErrorCode.INVALID_PARAMETER_VALUE,
                  String.valueOf(response.getBody().getDetail())));
    }
    log.error("A request failed in a way nobody foresaw", e);
    return answer(ErrorCode.INTERNAL_ERROR, "The sandbox failed; its log says why.");
  }

  private static ResponseEntity<ApiError> answer(ErrorCode code, String message) {
    return ResponseEntity.status(code.status()).body(ApiError.of(code, message));
  }
}
