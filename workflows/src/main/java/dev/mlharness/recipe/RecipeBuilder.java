package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import java.util.Locale;
import java.util.Map.Entry;

/** From a document that has been checked to the record. */
final class RecipeBuilder {
  private RecipeBuilder() {}

  static Recipe build(ObjectNode checked) {
    ObjectNode document = checked.deepCopy();
    fill(document, RecipeSchema.root());
    derive(document);
    try {
      return Payloads.mapper().treeToValue(document, Recipe.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the schema let something through that no recipe can hold", e);
    }
  }

  /** Lower-case words joined by hyphens, from the last part of a model's name; maybe empty. */
  static String nameOf(String model) {
    return model
        .substring(model.lastIndexOf('.') + 1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  /** Puts in every {@code default} of the schema. The schema is the only place that knows them. */
  private static void fill(JsonNode node, JsonNode schema) {
    JsonNode resolved = RecipeSchema.resolve(schema);
    for (Entry<String, JsonNode> property : resolved.path("properties").properties()) {
      JsonNode preset = property.getValue().path("default");
      if (node instanceof ObjectNode object && !preset.isMissingNode()) {
        object.putIfAbsent(property.getKey(), preset.deepCopy());
      }
      fill(node.path(property.getKey()), property.getValue());
    }
    if (resolved.path("additionalProperties").isObject()) {
      node.forEach(child -> fill(child, resolved.path("additionalProperties")));
    }
    if (node.isArray()) {
      node.forEach(item -> fill(item, resolved.path("items")));
    }
  }

  /** The defaults that depend on other keys. */
  private static void derive(ObjectNode document) {
    ((ObjectNode) document.path("metadata"))
        .putIfAbsent("name", document.textNode(nameOf(document.path("model").asText())));
    ObjectNode validate = (ObjectNode) document.path("validate");
    directions(validate.withObject("/thresholds"));
    validate.path("slices").forEach(slice -> directions(slice.path("thresholds")));
  }

  private static void directions(JsonNode thresholds) {
    for (JsonNode threshold : thresholds) {
      ((ObjectNode) threshold)
          .put(
              "greater_is_better",
              threshold
                  .path("greater_is_better")
                  .asBoolean(threshold.has("min") || !threshold.has("max")));
    }
  }
}
