package dev.mlharness.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.StartDesk;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The desk over HTTP: {@code POST /v1/starts}, for people that {@link PeopleTokens} knows. */
@RestController
@ConditionalOnProperty("mlharness.people.issuer")
class StartController {
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
    StartDesk.SignedStart signed = signed(person, DeskBody.read(body));
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
    throw DeskBody.malformed(
        "The body is {recipe, pipeline}, {recipe, schedule}, {recipe, plan} or {target, trace}.");
  }

  private static TraceTarget target(JsonNode target) {
    try {
      return TraceTarget.of(target);
    } catch (IllegalArgumentException e) {
      throw DeskBody.malformed("The target is none: an endpoint, or a model.");
    }
  }

  /** Whether it says what for, and nothing else. */
  private static boolean isFor(JsonNode request, String purpose) {
    return request.size() == 2 && !request.path(purpose).asText("").isEmpty();
  }
}
