package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * A change made to a recipe before it is read: {@code train.parameters.max_depth=8}. An item of a
 * list is named by its number or by its {@code name}: {@code data.holdout.version=57}.
 *
 * @param path keys, outermost first
 * @param value as YAML
 */
public record Edit(List<String> path, String value) {
  public Edit {
    path = List.copyOf(path);
  }

  /**
   * @throws IllegalArgumentException when the text is not {@code key.path=value}
   */
  public static Edit parse(String text) {
    int equals = text.indexOf('=');
    List<String> path =
        equals < 0 ? List.of() : List.of(text.substring(0, equals).split("\\.", -1));
    if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an edit; write key.path=value, for example train.attempts=3");
    }
    return new Edit(path, text.substring(equals + 1));
  }

  /**
   * Changes the document, and says where.
   *
   * @throws RecipeProblems when the path leads through something that has no keys, or the value is
   *     not YAML
   */
  JsonPointer apply(ObjectNode root) {
    JsonNode parsed = parsed();
    JsonNode at = root;
    JsonPointer pointer = JsonPointer.empty();
    for (int i = 0; i < path.size(); i++) {
      String key = path.get(i);
      pointer = at.isArray() ? pointer.appendIndex(index(at, key)) : pointer.appendProperty(key);
      at = i == path.size() - 1 ? set(at, key, parsed) : step(at, key);
    }
    return pointer;
  }

  private JsonNode step(JsonNode at, String key) {
    if (at.isArray()) {
      return at.path(index(at, key));
    }
    JsonNode child = keys(at, key).path(key);
    return child.isContainerNode() ? child : keys(at, key).putObject(key);
  }

  private JsonNode set(JsonNode at, String key, JsonNode parsed) {
    return at instanceof ArrayNode list
        ? list.set(index(at, key), parsed)
        : keys(at, key).set(key, parsed);
  }

  private ObjectNode keys(JsonNode at, String key) {
    if (at instanceof ObjectNode object) {
      return object;
    }
    throw refuse("'" + key + "' has nothing to stand in");
  }

  private JsonNode parsed() {
    try {
      JsonNode node = YamlReader.read(value).root();
      return node.isMissingNode() ? TextNode.valueOf("") : node;
    } catch (RecipeProblems e) {
      throw refuse("the value '" + value + "' is wrong: " + e.problems().get(0).message());
    }
  }

  private int index(JsonNode list, String key) {
    for (int i = 0; i < list.size(); i++) {
      if (key.equals(Integer.toString(i)) || list.get(i).path("name").asText().equals(key)) {
        return i;
      }
    }
    throw refuse("the list has no item '" + key + "'");
  }

  private RecipeProblems refuse(String message) {
    return new RecipeProblems(List.of(new Problem(0, 0, String.join(".", path), message, null)));
  }
}
