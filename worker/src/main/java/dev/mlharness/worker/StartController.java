package dev.mlharness.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.StartDesk;
import dev.mlharness.lineage.TraceTarget;
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

  /**
   * The body is {@code {recipe, pipeline}}, {@code {recipe, schedule}} for a schedule, {@code
   * {recipe, plan}}, or {@code {target, trace}}; the second is the workflow's id.
   */
  @PostMapping(path = "/v1/starts", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> sign(@AuthenticationPrincipal Person person, InputStream body)
      throws IOException {
    StartDesk.SignedStart signed = signed(person, read(body));
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(Payloads.mapper().writeValueAsString(signed));
  }

  private StartDesk.SignedStart signed(Person person, JsonNode request) {
    JsonNode recipe = request.path("recipe");
    JsonNode target = request.path("target");
    if (recipe.isObject() && isFor(request, "pipeline")) {
      return desk.sign(person, recipe, request.path("pipeline").asText());
    }
    if (recipe.isObject() && isFor(request, "schedule")) {
      return desk.signSchedule(person, recipe, request.path("schedule").asText());
    }
    if (recipe.isObject() && isFor(request, "plan")) {
      return desk.signPlan(person, recipe, request.path("plan").asText());
    }
    if (target.isObject() && isFor(request, "trace")) {
      return desk.signTrace(person, target(target), request.path("trace").asText());
    }
    throw new Refused(
        HttpStatus.BAD_REQUEST,
        "The body is {recipe, pipeline}, {recipe, schedule}, {recipe, plan} or {target, trace}.");
  }

  private static TraceTarget target(JsonNode target) {
    try {
      return TraceTarget.of(target);
    } catch (IllegalArgumentException e) {
      throw new Refused(HttpStatus.BAD_REQUEST, "The target is none: an endpoint, or a model.");
    }
  }

  /** Whether it says what for, and nothing else. */
  private static boolean isFor(JsonNode request, String purpose) {
    return request.size() == 2 && !request.path(purpose).asText("").isEmpty();
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
