package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the schema finds wrong, in the words of somebody who has never read a schema. */
final class SchemaProblems {
  /** Combinations of keys. {@link Sense} says in words what these keywords find. */
  private static final Set<String> COMBINATIONS = Set.of("oneOf", "anyOf", "not", "if");

  private static final Set<String> LAX_BOOLEANS = Set.of("yes", "no", "on", "off", "y", "n");

  private final Document document;

  private SchemaProblems(Document document) {
    this.document = document;
  }

  static List<Problem> of(Document document) {
    SchemaProblems problems = new SchemaProblems(document);
    return RecipeSchema.validate(document.root()).stream()
        .filter(error -> !inCombination(error))
        .map(problems::problem)
        .toList();
  }

  /** What {@link #of} leaves to {@link Sense}; so that nothing the schema refuses gets through. */
  static List<Problem> combinations(Document document) {
    SchemaProblems problems = new SchemaProblems(document);
    return RecipeSchema.validate(document.root()).stream().map(problems::problem).toList();
  }

  private static boolean inCombination(Error error) {
    return COMBINATIONS.stream()
        .anyMatch(word -> (error.getEvaluationPath() + "/").contains("/" + word + "/"));
  }

  private Problem problem(Error error) {
    JsonPointer at = JsonPointer.compile(error.getInstanceLocation().toString());
    JsonNode schema = schemaAround(error);
    JsonNode value = document.root().at(at);
    String property = error.getProperty() == null ? "" : error.getProperty();
    String bound = String.valueOf(error.getSchemaNode());
    return switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey(at.appendProperty(property), property, schema);
      case "required" -> missing(at, property, schema);
      case "type" -> wrongType(at, value, schema);
      case "enum", "const" -> notOneOf(at, value, schema);
      case "pattern" -> wrongForm(at, value, schema);
      case "propertyNames" -> wrongName(at, property, schema);
      case "minimum" ->
          document.problem(at, "must be at least " + bound + "; found " + value, null);
      case "maximum" -> document.problem(at, "must be at most " + bound + "; found " + value, null);
      case "minProperties", "minItems", "minLength" ->
          document.problem(at, "must not be empty", example(schema));
      default -> document.problem(at, error.getMessage(), null);
    };
  }

  private Problem unknownKey(JsonPointer at, String key, JsonNode schema) {
    List<String> known = keys(schema.path("properties"));
    String expected =
        known.isEmpty() ? "no key is expected here" : "expected here: " + String.join(", ", known);
    return document.problem(at, "unknown key; " + expected, meant(key, known).orElse(null));
  }

  /** A key that stands one place too high or too low, else a slip of the pen. */
  private static Optional<String> meant(String key, List<String> known) {
    List<String> elsewhere = RecipeSchema.pathsOf(key);
    if (!elsewhere.isEmpty() && elsewhere.size() <= 2) {
      return Optional.of("'" + key + "' belongs in " + parents(elsewhere));
    }
    return NearestWord.of(key, known).map(word -> "did you mean '" + word + "'?");
  }

  private static String parents(List<String> paths) {
    return paths.stream()
        .map(path -> path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "")
        .map(parent -> parent.isEmpty() ? "the recipe itself" : "'" + parent + "'")
        .collect(Collectors.joining(" or "));
  }

  private Problem missing(JsonPointer at, String key, JsonNode schema) {
    JsonNode property = schema.path("properties").path(key);
    String what = property.path("description").asText();
    return document.problem(
        at,
        "the key '" + key + "' is missing" + (what.isEmpty() ? "" : " (" + sentence(what) + ")"),
        example(key, property));
  }

  private Problem wrongType(JsonPointer at, JsonNode value, JsonNode schema) {
    String title = schema.path("title").asText();
    String expected = title.isEmpty() ? JsonWords.types(schema.path("type")) : "a " + title;
    return document.problem(
        at, "expected " + expected + "; found " + JsonWords.value(value), typeHint(value, schema));
  }

  private static @Nullable String typeHint(JsonNode value, JsonNode schema) {
    boolean lax = value.isTextual() && LAX_BOOLEANS.contains(value.textValue());
    if (lax && schema.path("type").asText().equals("boolean")) {
      return "in YAML 1.2 '" + value.textValue() + "' is text; write true or false";
    }
    if (value.isNumber() && schema.path("title").asText().startsWith("duration")) {
      return "add a unit: "
          + value.asText()
          + "s, "
          + value.asText()
          + "m or "
          + value.asText()
          + "h";
    }
    return example(schema);
  }

  private Problem notOneOf(JsonPointer at, JsonNode value, JsonNode schema) {
    List<String> words = new ArrayList<>();
    schema.path("enum").forEach(word -> words.add(word.asText()));
    if (schema.has("const")) {
      words.add(schema.path("const").asText());
    }
    String expected =
        words.size() == 1 ? "'" + words.get(0) + "'" : "one of " + String.join(", ", words);
    Optional<String> near =
        value.isTextual() ? NearestWord.of(value.textValue(), words) : Optional.empty();
    return document.problem(
        at,
        "expected " + expected + "; found " + JsonWords.value(value),
        near.map(word -> "did you mean '" + word + "'?").orElse(null));
  }

  private Problem wrongForm(JsonPointer at, JsonNode value, JsonNode schema) {
    return document.problem(
        at,
        JsonWords.value(value) + " is not a " + schema.path("title").asText("valid value"),
        example(schema));
  }

  private Problem wrongName(JsonPointer at, String name, JsonNode schema) {
    JsonNode names = RecipeSchema.resolve(schema.path("propertyNames"));
    JsonPointer key = at.appendProperty(name);
    if (names.has("enum")) {
      List<String> words = new ArrayList<>();
      names.path("enum").forEach(word -> words.add(word.asText()));
      return document.problem(
          key,
          "unknown key; expected here: " + String.join(", ", words),
          meant(name, words).orElse(null));
    }
    return document.problem(
        key, "'" + name + "' is not a " + names.path("title").asText("valid name"), null);
  }

  /** The schema object in which the keyword that failed stands. */
  private static JsonNode schemaAround(Error error) {
    JsonPointer keyword = JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
    JsonNode schema = RecipeSchema.at(keyword.head());
    return schema.isMissingNode() ? RecipeSchema.root() : schema;
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static @Nullable String example(JsonNode schema) {
    JsonNode example = RecipeSchema.resolve(schema).path("examples").path(0);
    return example.isMissingNode() ? null : "for example: " + JsonWords.inline(example);
  }

  private static @Nullable String example(String key, JsonNode property) {
    JsonNode own = property.path("examples").path(0);
    JsonNode example =
        own.isMissingNode() ? RecipeSchema.resolve(property).path("examples").path(0) : own;
    return example.isMissingNode()
        ? null
        : "for example: " + key + ": " + JsonWords.inline(example);
  }

  private static String sentence(String description) {
    String first = description.split("(?<=[.;:])\\s", 2)[0];
    int end = first.length() - (first.matches(".*[.;:]") ? 1 : 0);
    return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1, end);
  }
}
