package dev.mlharness.starter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.starter.sandbox.SandboxSession;

/**
 * What an endpoint answers about the first row of a table.
 *
 * @param truth what the table says
 * @param prediction what the served model says
 * @param endpoint where it was asked
 */
record Prediction(String truth, String prediction, String endpoint) {

  private static final String TARGET = "target";

  /**
   * Asks the endpoint over HTTP, as any application would.
   *
   * @param reader may read the table
   * @param caller may query the endpoint
   */
  static Prediction ask(
      SandboxSession reader, String table, SandboxSession caller, String endpoint) {
    JsonNode rows = reader.post("/api/2.0/sql/statements", statement(table).toString());
    JsonNode row = rows.at("/result/data_array/0");
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    ArrayNode columns = question.withArray("/dataframe_split/columns");
    ArrayNode values = question.withArray("/dataframe_split/data").addArray();
    String truth = "";
    for (JsonNode column : rows.at("/manifest/schema/columns")) {
      String value = row.path(column.path("position").asInt()).asText();
      if (column.path("name").asText().equals(TARGET)) {
        truth = value;
      } else {
        columns.add(column.path("name").asText());
        values.add(Double.parseDouble(value));
      }
    }
    String path = "/serving-endpoints/" + endpoint + "/invocations";
    JsonNode answer = caller.post(path, question.toString());
    return new Prediction(truth, answer.at("/predictions/0").asText(), path);
  }

  private static ObjectNode statement(String table) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("warehouse_id", "sandbox")
        .put("wait_timeout", "30s")
        .put("statement", "SELECT * FROM " + table);
  }
}
