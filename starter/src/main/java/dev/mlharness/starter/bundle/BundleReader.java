package dev.mlharness.starter.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.bundle.Bundle.Place;
import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code databricks.yml}, what it includes, and what a target changes. */
final class BundleReader {
  private static final int DEEPEST = 8;
  private static final List<String> KEYS =
      List.of("task_key", "job_cluster_key", "environment_key");

  private final Path folder;
  private final Map<String, Place> places = new HashMap<>();

  private BundleReader(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws CommandFailure when a file is missing, or is no YAML
   */
  static Bundle read(Path file) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
    BundleReader reader = new BundleReader(folder);
    ObjectNode tree = reader.parsed(file);
    for (JsonNode pattern : tree.path("include")) {
      for (Path included : reader.matching(pattern.asText())) {
        merge(tree, reader.parsed(included));
      }
    }
    return new Bundle(folder, tree, reader.places);
  }

  private List<Path> matching(String pattern) {
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceFirst("^\\./", ""));
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> matcher.matches(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw CommandFailure.usage("cannot list " + folder + ": " + e.getMessage(), null);
    }
  }

  private ObjectNode parsed(Path file) {
    try {
      String text = Files.readString(file);
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      JsonNode tree = Payloads.mapper().valueToTree(yaml.load(text));
      if (!(tree instanceof ObjectNode object)) {
        throw CommandFailure.usage(file + " holds no keys", null);
      }
      note("", yaml.compose(new StringReader(text)), folder.relativize(file.toAbsolutePath()));
      return object;
    } catch (IOException e) {
      throw CommandFailure.usage("cannot read " + file, "name the bundle's databricks.yml");
    } catch (YAMLException e) {
      throw CommandFailure.usage(file + " is no YAML: " + e.getMessage(), null);
    }
  }

  private void note(String path, @Nullable Node node, Path file) {
    if (node instanceof MappingNode mapping) {
      mapping
          .getValue()
          .forEach(
              entry -> {
                String key =
                    entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                // A merge key says the same as the keys that it brings.
                String at = key.equals("<<") ? path : path.isEmpty() ? key : path + "." + key;
                places.putIfAbsent(
                    at, new Place(file, entry.getKeyNode().getStartMark().getLine() + 1));
                note(at, entry.getValueNode(), file);
              });
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        String at = path + "[" + i + "]";
        Node item = sequence.getValue().get(i);
        places.putIfAbsent(at, new Place(file, item.getStartMark().getLine() + 1));
        note(at, item, file);
      }
    }
  }

  /** As bundles are merged: keys into keys, lists by the key of their items. */
  static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(
            entry -> {
              JsonNode there = into.get(entry.getKey());
              if (there instanceof ObjectNode a && entry.getValue() instanceof ObjectNode b) {
                merge(a, b);
              } else if (there instanceof ArrayNode a && entry.getValue() instanceof ArrayNode b) {
                merge(a, b);
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }

  private static void merge(ArrayNode into, ArrayNode from) {
    for (JsonNode item : from) {
      ObjectNode same = same(into, item);
      if (same != null && item instanceof ObjectNode changes) {
        merge(same, changes);
      } else {
        into.add(item);
      }
    }
  }

  private static @Nullable ObjectNode same(ArrayNode list, JsonNode item) {
    for (String key : KEYS) {
      for (JsonNode each : list) {
        if (item.has(key) && each.path(key).equals(item.path(key))) {
          return (ObjectNode) each;
        }
      }
    }
    return null;
  }
}
