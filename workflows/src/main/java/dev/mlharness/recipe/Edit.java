package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
   * @throws RecipeProblems when the path leads through something that has no keys, or the value is
   *     not YAML
   */
  void apply(ObjectNode root) {
    JsonNode parsed = YamlReader.read(value).root();
    JsonNode at = root;
    for (String key : path.subList(0, path.size() - 1)) {
      at = step(at, key);
    }
    set(at, path.get(path.size() - 1), parsed);
  }

  private JsonNode step(JsonNode at, String key) {
    if (at instanceof ArrayNode list) {
      return list.path(index(list, key));
    }
    if (at instanceof ObjectNode object) {
      JsonNode child = object.path(key);
      return child.isContainerNode() ? child : object.putObject(key);
    }
    throw refuse("'" + key + "' has nothing to stand in");
  }

  private void set(JsonNode at, String key, JsonNode parsed) {
    if (at instanceof ArrayNode list) {
      list.set(index(list, key), parsed);
    } else if (at instanceof ObjectNode object) {
      object.set(key, parsed.isMissingNode() ? object.textNode("") : parsed);
    } else {
      throw refuse("'" + key + "' has nothing to stand in");
    }
  }

  private int index(ArrayNode list, String key) {
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
