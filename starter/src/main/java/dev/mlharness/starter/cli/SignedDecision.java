package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decisions that the {@link Desk} has signed. */
public final class SignedDecision {
  private SignedDecision() {}

  /**
   * In whose name a decision would be that the desk signs.
   *
   * @param gate that is open
   * @return empty where no desk is named, and none is needed
   * @throws CommandFailure where one is needed
   */
  public static Optional<String> decider(
      Surroundings surroundings, Supplier<@Nullable OpenGate> gate) {
    if (Desk.of(surroundings).isPresent()) {
      return Optional.of("whom the token of " + Desk.TOKEN + " names");
    }
    OpenGate open = gate.get();
    if (open != null && open.signed()) {
      throw CommandFailure.usage(
          "this workspace wants signed decisions, and " + Desk.DESK + " is not set",
          "set it to the address of a worker, and "
              + Desk.TOKEN
              + " to the file with a token of your identity provider");
    }
    return Optional.empty();
  }

  /**
   * The same decision with the proof, and by the name, that the desk gives.
   *
   * @param evidence digest of what the person saw
   * @return empty where no desk is named: then the namespace must be trusted
   * @throws CommandFailure when the desk refuses, in its own words
   */
  public static Optional<Decision> get(
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
