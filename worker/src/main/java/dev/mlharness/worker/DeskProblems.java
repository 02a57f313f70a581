package dev.mlharness.worker;

import dev.mlharness.access.FailureType;
import io.temporal.failure.ApplicationFailure;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the desks say when they do not sign: problems as in RFC 9457. */
@RestControllerAdvice(assignableTypes = {StartController.class, DecisionController.class})
class DeskProblems {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(DeskBody.Refused refusal) {
    return answer(refusal.status(), String.valueOf(refusal.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> failed(ApplicationFailure failure) {
    HttpStatus status =
        switch (FailureType.valueOf(failure.getType())) {
          case ACCESS_DENIED -> HttpStatus.FORBIDDEN;
          case RECIPE_INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case HELD, UNAVAILABLE, IDENTITY_REVOKED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    return answer(status, failure.getOriginalMessage());
  }

  private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String detail) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemDetail.forStatusAndDetail(status, detail));
  }
}
