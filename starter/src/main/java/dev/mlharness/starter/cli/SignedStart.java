package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.console.Surroundings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A start that the {@link Desk} has signed.
 *
 * @param person who is proven to start it
 * @param proof to be handed to Temporal
 */
public record SignedStart(String person, String proof) {
  /** For what a start is signed. */
  public enum Scope {
    PIPELINE("recipe"),
    SCHEDULE("recipe"),
    PLAN("recipe"),
    TRACE("target");

    private final String document;

    Scope(String document) {
      this.document = document;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param document the recipe; for a trace, its target
   * @param id of the workflow, or the first part of those that a schedule starts
   * @return empty where no desk is named: then the namespace must be trusted
   * @throws dev.mlharness.starter.console.CommandFailure when the desk refuses, in its own words
   */
  public static Optional<SignedStart> get(
      Surroundings surroundings, JsonNode document, Scope scope, String id) {
    return Desk.of(surroundings).map(desk -> get(desk, document, scope, id));
  }

  /** Whether a desk is named, which signs starts. */
  public static boolean possible(Surroundings surroundings) {
    return Desk.of(surroundings).isPresent();
  }

  /** As {@link #get(Surroundings, JsonNode, Scope, String)}, at this desk. */
  public static SignedStart get(Desk desk, JsonNode document, Scope scope, String id) {
    ObjectNode request = Payloads.mapper().createObjectNode();
    request.set(scope.document, document);
    request.put(scope.word(), id);
    JsonNode signed = desk.ask("/v1/starts", request);
    return new SignedStart(signed.path("person").asText(), signed.path("start").asText());
  }

  /** What hands it over to Temporal. */
  public Map<String, Object> memo() {
    return Map.of(TrainValidateDeploy.INITIATOR, person, TrainValidateDeploy.START, proof);
  }
}
