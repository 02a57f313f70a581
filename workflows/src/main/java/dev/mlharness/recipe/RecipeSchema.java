package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;

/** The published JSON Schema: the outer form of a recipe. */
final class RecipeSchema {
  private static final JsonNode ROOT = load();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(ROOT);
  private static final Map<String, List<String>> PATHS = new HashMap<>();

  static {
    index(ROOT, "");
  }

  private RecipeSchema() {}

  static List<Error> validate(JsonNode document) {
    return SCHEMA.validate(document);
  }

  static JsonNode root() {
    return ROOT;
  }

  static JsonNode at(JsonPointer pointer) {
    return ROOT.at(pointer);
  }

  /** The schema that {@code $ref} names, with what stands beside the {@code $ref} left out. */
  static JsonNode resolve(JsonNode schema) {
    JsonNode reference = schema.path("$ref");
    return reference.isTextual() ? ROOT.at(reference.textValue().substring(1)) : schema;
  }

  /** Where a key of this name may stand, as paths; in the order of the schema. */
  static List<String> pathsOf(String key) {
    return PATHS.getOrDefault(key, List.of());
  }

  private static void index(JsonNode schema, String path) {
    JsonNode resolved = resolve(schema);
    for (Entry<String, JsonNode> property : resolved.path("properties").properties()) {
      String at = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      PATHS.computeIfAbsent(property.getKey(), key -> new ArrayList<>()).add(at);
      index(property.getValue(), at);
    }
    if (resolved.path("additionalProperties").isObject()) {
      index(resolved.path("additionalProperties"), path + ".<name>");
    }
    if (resolved.has("items")) {
      index(resolved.path("items"), path + "[]");
    }
  }

  private static JsonNode load() {
    try (InputStream in = RecipeSchema.class.getResourceAsStream("recipe.schema.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, "recipe.schema.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
