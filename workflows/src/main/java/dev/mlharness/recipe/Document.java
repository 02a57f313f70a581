package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as it was written, and where each part of it stands.
 *
 * @param positions of keys and of items of lists; empty when there was no text
 */
record Document(JsonNode root, Map<JsonPointer, Position> positions) {
  static final JsonPointer TARGETS = JsonPointer.compile("/targets");

  Document {
    positions = Map.copyOf(positions);
  }

  static Document of(JsonNode root) {
    return new Document(root, Map.of());
  }

  /** The position of a part, else of the nearest part around it. */
  Position position(JsonPointer pointer) {
    for (JsonPointer at = pointer; at != null; at = at.head()) {
      Position position = positions.get(at);
      if (position != null) {
        return position;
      }
    }
    return positions.isEmpty() ? Position.NONE : new Position(1, 1);
  }

  Problem problem(JsonPointer pointer, String message, @Nullable String hint) {
    Position position = position(pointer);
    return new Problem(position.line(), position.column(), path(pointer), message, hint);
  }

  /** With the overlay of a target merged in, as a JSON Merge Patch (RFC 7396). */
  Document withTarget(String target) {
    JsonPointer overlay = TARGETS.appendProperty(target);
    ObjectNode merged = root.deepCopy();
    Map<JsonPointer, Position> moved = new HashMap<>(positions);
    merge(merged, root.at(overlay), JsonPointer.empty(), overlay, moved);
    return new Document(merged, moved);
  }

  /** A copy with the edits made. What was edited stands in no line of the text. */
  Document withEdits(List<Edit> edits) {
    ObjectNode edited = root.deepCopy();
    Map<JsonPointer, Position> left = new HashMap<>(positions);
    for (Edit edit : edits) {
      JsonPointer at = edit.apply(edited);
      left.keySet().removeIf(below -> below.toString().startsWith(at + "/"));
      left.put(at, Position.NONE);
    }
    return new Document(edited, left);
  }

  private void merge(
      ObjectNode into,
      JsonNode overlay,
      JsonPointer to,
      JsonPointer from,
      Map<JsonPointer, Position> moved) {
    for (Entry<String, JsonNode> field : overlay.properties()) {
      JsonPointer target = to.appendProperty(field.getKey());
      JsonPointer source = from.appendProperty(field.getKey());
      JsonNode present = into.get(field.getKey());
      if (field.getValue().isNull()) {
        into.remove(field.getKey());
        continue;
      }
      if (!(present instanceof ObjectNode) || !field.getValue().isObject()) {
        move(source, target, moved);
      }
      if (field.getValue().isObject()) {
        ObjectNode object =
            present instanceof ObjectNode has ? has : into.putObject(field.getKey());
        merge(object, field.getValue(), target, source, moved);
      } else {
        into.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }

  private void move(JsonPointer source, JsonPointer target, Map<JsonPointer, Position> moved) {
    String below = source + "/";
    moved.keySet().removeIf(at -> at.toString().startsWith(target + "/"));
    positions.forEach(
        (at, position) -> {
          if (at.equals(source) || at.toString().startsWith(below)) {
            String rest = at.toString().substring(source.toString().length());
            moved.put(JsonPointer.compile(target + rest), position);
          }
        });
  }

  /** As people write it: {@code data[0].table}. */
  static String path(JsonPointer pointer) {
    StringBuilder path = new StringBuilder();
    for (JsonPointer at = pointer; at != null && !at.matches(); at = at.tail()) {
      if (at.mayMatchElement()) {
        path.append('[').append(at.getMatchingIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(at.getMatchingProperty());
      }
    }
    return path.toString();
  }
}
