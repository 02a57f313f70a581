package dev.mlharness.starter.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** What pipelines need of the Temporal server. */
final class TemporalChecks {

  private static final String NAMESPACE = "/api/v1/namespaces/default";

  private final URI ui;

  TemporalChecks(URI ui) {
    this.ui = ui;
  }

  Stream<Check> all() {
    return Stream.of(
        new Check("namespace", this::namespace),
        new Check("search attributes", this::searchAttributes));
  }

  private Finding namespace() {
    String state = Json.get(ui.resolve(NAMESPACE)).path("namespaceInfo").path("state").asText();
    return state.equals("NAMESPACE_STATE_REGISTERED")
        ? new Finding.Fine("default is registered")
        : new Finding.Wrong(
            "default is " + state, "temporal operator namespace create --namespace default");
  }

  private Finding searchAttributes() {
    JsonNode known =
        Json.get(ui.resolve(NAMESPACE + "/search-attributes")).path("customAttributes");
    List<String> missing =
        HarnessSearchAttributes.all().stream()
            .map(key -> key.getName())
            .filter(name -> !known.has(name))
            .toList();
    return missing.isEmpty()
        ? new Finding.Fine("all " + HarnessSearchAttributes.all().size() + " are registered")
        : new Finding.Wrong(
            "not registered: " + String.join(", ", missing),
            "the worker registers them when it starts: ./harness logs worker");
  }
}
