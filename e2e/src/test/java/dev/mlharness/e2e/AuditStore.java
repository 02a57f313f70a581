package dev.mlharness.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the audit store of a stack holds, as auditors read it. */
record AuditStore(RealStack stack) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param which {@code starts}, {@code changes}, {@code decisions} or {@code receipts}
   * @param narrower options of the command
   */
  JsonNode records(String which, String... narrower) {
    List<String> command =
        new ArrayList<>(List.of("audit", which, "--limit", "400", "--output", "json"));
    command.addAll(List.of(narrower));
    Commands.Result result = stack.harness(command.toArray(String[]::new));
    try {
      return JSON.readTree(result.out());
    } catch (JsonProcessingException e) {
      throw new AssertionError(result.toString(), e);
    }
  }

  JsonNode of(String pipeline, String which) {
    return records(which, "--pipeline", pipeline);
  }

  /** Each as "pipeline person". */
  List<String> refusals(String which) {
    return StreamSupport.stream(records(which).spliterator(), false)
        .map(record -> record.path("event"))
        .filter(event -> event.path("kind").asText().equals("refusal"))
        .map(event -> event.at("/place/pipeline").asText() + " " + event.at("/actor/who").asText())
        .toList();
  }
}
