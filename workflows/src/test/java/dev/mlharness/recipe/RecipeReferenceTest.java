package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

/**
 * The keys in the reference are those of the schema; {@code -Dmlharness.docs=write} makes it so.
 */
class RecipeReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/recipe.md");
  private static final String BEGIN =
      "<!-- keys: begin; written by RecipeReferenceTest from the schema -->\n";
  private static final String END = "<!-- keys: end -->";

  @Test
  void theReferenceExplainsTheKeysOfTheSchema() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if ("write".equals(System.getProperty("mlharness.docs"))) {
      Files.writeString(PAGE, page.substring(0, begin) + keys() + page.substring(end));
      return;
    }
    assertThat(page.substring(begin, end))
        .as("mvn -pl workflows test -Dtest=RecipeReferenceTest -Dmlharness.docs=write")
        .isEqualTo(keys());
  }

  private static String keys() {
    StringBuilder text = new StringBuilder();
    section(text, "", RecipeSchema.root());
    return text.toString();
  }

  private static void section(StringBuilder text, String path, JsonNode schema) {
    if (!path.isEmpty()) {
      text.append("\n### `").append(path).append("`\n\n");
    }
    text.append("| key | type | default | meaning |\n| --- | --- | --- | --- |\n");
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Entry<String, JsonNode> key : schema.path("properties").properties()) {
      row(text, key.getKey(), key.getValue(), required.contains(key.getKey()));
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            key ->
                below(
                    text,
                    path.isEmpty() ? key.getKey() : path + "." + key.getKey(),
                    key.getValue()));
  }

  private static void below(StringBuilder text, String path, JsonNode property) {
    JsonNode schema = RecipeSchema.resolve(property);
    if (property.path("$ref").asText().equals("#/$defs/task") && !path.equals("train")) {
      text.append("\n### `").append(path).append("`\n\nThe keys of `train`.\n");
    } else if (schema.has("properties")) {
      section(text, path, schema);
    } else if (schema.path("items").has("$ref")) {
      section(text, path + "[]", RecipeSchema.resolve(schema.path("items")));
    } else if (RecipeSchema.resolve(schema.path("additionalProperties")).has("properties")) {
      section(text, path + ".<name>", RecipeSchema.resolve(schema.path("additionalProperties")));
    }
  }

  private static void row(StringBuilder text, String key, JsonNode property, boolean required) {
    JsonNode schema = RecipeSchema.resolve(property);
    String preset = property.has("default") ? "`" + property.path("default") + "`" : "";
    text.append("| `")
        .append(key)
        .append("` | ")
        .append(type(schema))
        .append(" | ")
        .append(required ? "**required**" : preset.replace("\"", ""))
        .append(" | ")
        .append(property.path("description").asText().replace("|", "\\|"))
        .append(example(property, schema))
        .append(" |\n");
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      List<String> words = new ArrayList<>();
      schema.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
      return String.join(", ", words);
    }
    if (schema.has("const")) {
      return "`" + schema.path("const").asText() + "`";
    }
    String title = schema.path("title").asText();
    String type = title.isEmpty() ? JsonWords.types(schema.path("type")) : title;
    return type + range(schema);
  }

  private static String range(JsonNode schema) {
    return schema.has("maximum")
        ? ", " + schema.path("minimum") + " to " + schema.path("maximum")
        : "";
  }

  private static String example(JsonNode property, JsonNode schema) {
    JsonNode own = property.path("examples").path(0);
    JsonNode example = own.isMissingNode() ? schema.path("examples").path(0) : own;
    return example.isMissingNode() ? "" : " Example: `" + JsonWords.inline(example) + "`";
  }
}
