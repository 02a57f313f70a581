package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values and types of JSON in the words of YAML users. */
final class JsonWords {
  private static final Map<String, String> TYPES =
      Map.of(
          "object", "keys with values",
          "array", "a list",
          "string", "text",
          "number", "a number",
          "integer", "a whole number",
          "boolean", "true or false",
          "null", "nothing");

  private static final int LONGEST = 60;

  private JsonWords() {}

  static String types(JsonNode type) {
    List<String> words = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(each -> words.add(TYPES.getOrDefault(each.asText(), each.asText())));
    } else {
      words.add(TYPES.getOrDefault(type.asText(), type.asText()));
    }
    return String.join(" or ", words);
  }

  static String value(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "keys with values";
      case ARRAY -> "a list";
      case STRING -> "'" + shortened(value.textValue()) + "'";
      case NULL, MISSING -> "nothing";
      default -> shortened(value.asText());
    };
  }

  /** As one would write it in YAML, on one line. */
  static String inline(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    return value.toString().replace("\"", "").replace(":", ": ").replace(",", ", ");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
