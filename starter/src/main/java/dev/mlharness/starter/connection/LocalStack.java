package dev.mlharness.starter.connection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./harness up} noted down about the stack that runs on this machine.
 *
 * @param address of the Temporal frontend
 * @param ui of the Temporal UI
 */
record LocalStack(String address, String ui) {

  /** Empty when no stack of this project runs a Temporal server. */
  static Optional<LocalStack> find(Surroundings surroundings) {
    return state(surroundings)
        .filter(state -> state.path("processes").has("TEMPORAL"))
        .map(state -> state.path("ports"))
        .filter(ports -> ports.path("temporal").isInt())
        .map(
            ports ->
                new LocalStack(
                    "127.0.0.1:" + ports.path("temporal").asText(),
                    "http://127.0.0.1:" + ports.path("temporalUi").asText()));
  }

  /** Of the API, when it runs. */
  static Optional<String> api(Surroundings surroundings) {
    return state(surroundings)
        .filter(state -> state.path("processes").has("API"))
        .map(state -> state.path("ports").path("api"))
        .filter(JsonNode::isInt)
        .map(port -> "http://127.0.0.1:" + port.asText());
  }

  private static Optional<JsonNode> state(Surroundings surroundings) {
    Path file = home(surroundings).resolve("stack.json");
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Payloads.mapper().readTree(Files.readString(file)));
    } catch (IOException e) {
      return Optional.empty(); // Half a file is a stack that is not there yet.
    }
  }

  private static Path home(Surroundings surroundings) {
    String named = surroundings.variable("MLHARNESS_HOME");
    if (named != null) {
      return surroundings.directory().resolve(named);
    }
    @Nullable String project = System.getProperty("mlharness.project");
    return (project == null ? surroundings.directory() : Path.of(project)).resolve(".harness");
  }
}
