package dev.mlharness.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.approval.DecisionDesk;
import dev.mlharness.activities.approval.DecisionDesk.DecisionRequest;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The desk for decisions over HTTP: {@code POST /v1/decisions}, for people that {@link
 * PeopleTokens} knows.
 */
@RestController
@ConditionalOnProperty("mlharness.people.issuer")
class DecisionController {
  private static final int LONGEST_COMMENT = 2_000;
  private static final Set<String> VERDICTS = Set.of("approve", "reject");

  private final DecisionDesk desk;

  DecisionController(DecisionDesk desk) {
    this.desk = desk;
  }

  /** The body is {@code {pipeline, evidence, verdict, comment}}; the comment may be left out. */
  @PostMapping(path = "/v1/decisions", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> sign(@AuthenticationPrincipal Person person, InputStream body)
      throws IOException {
    DecisionDesk.SignedDecision signed = desk.sign(person, request(DeskBody.read(body)));
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(Payloads.mapper().writeValueAsString(signed));
  }

  private static DecisionRequest request(JsonNode body) throws JsonProcessingException {
    boolean complete =
        !body.path("pipeline").asText("").isEmpty()
            && !body.path("evidence").asText("").isEmpty()
            && VERDICTS.contains(body.path("verdict").asText(""))
            && body.path("comment").asText("").length() <= LONGEST_COMMENT;
    if (!complete) {
      throw DeskBody.malformed(
          "The body is {pipeline, evidence, verdict, comment}: the pipeline's id, the digest of the evidence that was shown, approve or reject, and at most 2000 characters, which may be left out.");
    }
    return Payloads.mapper().treeToValue(body, DecisionRequest.class);
  }
}
