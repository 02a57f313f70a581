package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.approval.Decision;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.Surroundings;
import java.util.Optional;

/** Decisions that the {@link Desk} has signed. */
final class SignedDecision {
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
    ObjectNode request =
        Payloads.mapper()
            .createObjectNode()
            .put("pipeline", pipeline)
            .put("evidence", evidence)
            .put("verdict", decision.verdict().word());
    if (decision.comment() != null) {
      request.put("comment", decision.comment());
    }
    return Desk.of(surroundings)
        .map(desk -> desk.ask("/v1/decisions", request))
        .map(
            signed ->
                new Decision(
                    decision.verdict(),
                    signed.path("person").asText(),
                    decision.comment(),
                    evidence,
                    signed.path("decision").asText()));
  }
}
