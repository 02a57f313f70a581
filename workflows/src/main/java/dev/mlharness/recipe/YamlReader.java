package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 (and so JSON) to a tree that knows its lines. Written on parser events, because the
 * limits must hold while a hostile text is read: its size, its depth, and what aliases unfold to.
 */
final class YamlReader {
  static final int MAX_CHARACTERS = 256 * 1024;
  static final int MAX_DEPTH = 32;
  static final int MAX_NODES = 20_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(YamlScalars.SCHEMA).build();

  private final Iterator<Event> events;
  private final Map<Anchor, JsonNode> anchors = new HashMap<>();
  private final Map<JsonPointer, Position> positions = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private int nodes;

  private YamlReader(String text) {
    events = new Parse(SETTINGS).parseString(text).iterator();
  }

  /**
   * @throws RecipeProblems when the text is not YAML, is more than one document, repeats a key, or
   *     is beyond a limit
   */
  static Document read(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw refuse(1, 1, "the document is larger than " + MAX_CHARACTERS + " characters");
    }
    try {
      return new YamlReader(text).document();
    } catch (MarkedYamlEngineException e) {
      Position at = e.getProblemMark().map(Position::of).orElse(new Position(1, 1));
      String what = e.getProblem() == null ? "cannot be read" : e.getProblem();
      throw refuse(at.line(), at.column(), "not YAML: " + what.strip());
    } catch (YamlEngineException e) {
      throw refuse(
          1, 1, "not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private Document document() {
    skip(Event.ID.StreamStart);
    JsonNode root = MissingNode.getInstance();
    Event event = events.next();
    if (event.getEventId() == Event.ID.DocumentStart) {
      root = node(events.next(), JsonPointer.empty(), 0);
      skip(Event.ID.DocumentEnd);
      event = events.next();
    }
    if (event.getEventId() != Event.ID.StreamEnd) {
      Position at = at(event);
      throw refuse(
          at.line(), at.column(), "a second document begins here; a recipe is one document");
    }
    if (!problems.isEmpty()) {
      throw new RecipeProblems(problems);
    }
    return new Document(root, positions);
  }

  private JsonNode node(Event event, JsonPointer pointer, int depth) {
    if (depth > MAX_DEPTH) {
      throw refuse(event, "nested deeper than " + MAX_DEPTH + " levels");
    }
    count(event, 1);
    JsonNode node = content(event, pointer, depth);
    if (event instanceof NodeEvent anchored) {
      anchored.getAnchor().ifPresent(anchor -> anchors.putIfAbsent(anchor, node));
    }
    return node;
  }

  private JsonNode content(Event event, JsonPointer pointer, int depth) {
    if (event instanceof MappingStartEvent) {
      return mapping(pointer, depth);
    }
    if (event instanceof SequenceStartEvent) {
      return sequence(pointer, depth);
    }
    if (event instanceof AliasEvent alias) {
      return unfold(alias);
    }
    ScalarEvent scalar = (ScalarEvent) event;
    try {
      return YamlScalars.value(scalar);
    } catch (IllegalArgumentException e) {
      problems.add(problem(event, pointer, String.valueOf(e.getMessage())));
      return MissingNode.getInstance();
    }
  }

  private ObjectNode mapping(JsonPointer pointer, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      if (!(key instanceof ScalarEvent scalar)) {
        throw refuse(key, "a key must be a word");
      }
      count(key, 1);
      JsonPointer at = pointer.appendProperty(scalar.getValue());
      if (object.has(scalar.getValue())) {
        int first = positions.getOrDefault(at, Position.NONE).line();
        problems.add(problem(key, at, "the key stands here twice; first in line " + first));
        node(events.next(), at, depth + 1);
      } else {
        positions.put(at, at(key));
        object.set(scalar.getValue(), node(events.next(), at, depth + 1));
      }
    }
    return object;
  }

  private ArrayNode sequence(JsonPointer pointer, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; ) {
      JsonPointer at = pointer.appendIndex(array.size());
      positions.put(at, at(item));
      array.add(node(item, at, depth + 1));
      item = events.next();
    }
    return array;
  }

  private JsonNode unfold(AliasEvent alias) {
    JsonNode anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw refuse(alias, "no anchor &" + alias.getAlias().getValue() + " ends before this alias");
    }
    count(alias, size(anchored));
    return anchored.deepCopy();
  }

  private static int size(JsonNode node) {
    int size = 1;
    for (JsonNode child : node) {
      size += size(child);
    }
    return size;
  }

  private void count(Event event, int more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw refuse(event, "more than " + MAX_NODES + " values, aliases unfolded");
    }
  }

  private void skip(Event.ID expected) {
    Event event = events.next();
    if (event.getEventId() != expected) {
      throw refuse(event, "expected " + expected);
    }
  }

  private static Position at(Event event) {
    return event.getStartMark().map(Position::of).orElse(Position.NONE);
  }

  private static Problem problem(Event event, JsonPointer pointer, String message) {
    Position at = at(event);
    return new Problem(at.line(), at.column(), Document.path(pointer), message, null);
  }

  private RecipeProblems refuse(Event event, String message) {
    problems.add(problem(event, JsonPointer.empty(), message));
    return new RecipeProblems(problems);
  }

  private static RecipeProblems refuse(int line, int column, String message) {
    return new RecipeProblems(List.of(new Problem(line, column, "", message, null)));
  }
}
