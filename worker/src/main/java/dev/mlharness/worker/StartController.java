package dev.mlharness.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.StartDesk;
import dev.mlharness.payload.Payloads;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The desk over HTTP: {@code POST /v1/starts}, for people that {@link PeopleTokens} knows. */
@RestController
@ConditionalOnProperty("mlharness.people.issuer")
class StartController {
  private static final int LARGEST_BODY = 512 * 1024;

  private final StartDesk desk;

  StartController(StartDesk desk) {
    this.desk = desk;
  }

  /** The body is {@code {recipe, pipeline}}, or {@code {recipe, schedule}} for a schedule. */
  @PostMapping(path = "/v1/starts", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> sign(
      @AuthenticationPrincipal Person person, InputStream body) throws IOException {
    JsonNode request = read(body);
    JsonNode recipe = request.path("recipe");
    String pipeline = request.path("pipeline").asText("");
    String schedule = request.path("schedule").asText("");
    if (!recipe.isObject() || pipeline.isEmpty() == schedule.isEmpty()) {
      throw new Refused(
          HttpStatus.BAD_REQUEST, "The body is {recipe, pipeline} or {recipe, schedule}.");
    }
    StartDesk.SignedStart signed =
        pipeline.isEmpty()
            ? desk.signSchedule(person, recipe, schedule)
            : desk.sign(person, recipe, pipeline);
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(Payloads.mapper().writeValueAsString(signed));
  }

  private static JsonNode read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new Refused(HttpStatus.CONTENT_TOO_LARGE, "A recipe is smaller than 512 KiB.");
    }
    try {
      return Payloads.mapper().readTree(bytes);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new Refused(HttpStatus.BAD_REQUEST, "The body is no JSON.");
    }
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Refused refusal) {
    return answer(refusal.status, String.valueOf(refusal.getMessage()));
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

  /** A request that never came as far as the desk. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final HttpStatus status;

    Refused(HttpStatus status, String message) {
      super(message);
      this.status = status;
    }
  }
}
