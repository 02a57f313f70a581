package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.approval.Decision;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.Surroundings;
import java.util.Optional;

/** Decisions that the {@link Desk} has signed. */
public final class SignedDecision {
  private SignedDecision() {}

  /**
   * The same decision with the proof, and by the name, that the desk gives.
   *
   * @param evidence digest of what the person saw
   * @return empty where no desk is named: then the namespace must be trusted
   * @throws dev.mlharness.starter.console.CommandFailure when the desk refuses, in its own words
   */
  static Optional<Decision> get(
      Surroundings surroundings, String pipeline, Decision decision, String evidence) {
    return Desk.of(surroundings).map(desk -> get(desk, pipeline, decision, evidence));
  }

  /** As {@link #get(Surroundings, String, Decision, String)}, at this desk. */
  public static Decision get(Desk desk, String pipeline, Decision decision, String evidence) {
    ObjectNode request =
        Payloads.mapper()
            .createObjectNode()
            .put("pipeline", pipeline)
            .put("evidence", evidence)
            .put("verdict", decision.verdict().word());
    if (decision.comment() != null) {
      request.put("comment", decision.comment());
    }
    JsonNode signed = desk.ask("/v1/decisions", request);
    return new Decision(
        decision.verdict(),
        signed.path("person").asText(),
        decision.comment(),
        evidence,
        signed.path("decision").asText());
  }
}
