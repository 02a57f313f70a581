package dev.mlharness.starter.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * An asset bundle with all that it includes.
 *
 * @param folder where {@code databricks.yml} is
 * @param tree what the files say together
 * @param places file and line of each key, by its path
 */
record Bundle(Path folder, ObjectNode tree, Map<String, Place> places) {
  Bundle {
    places = Map.copyOf(places);
  }

  /**
   * @param file relative to the bundle's folder
   */
  record Place(Path file, int line) {
    static final Place UNKNOWN = new Place(Path.of("databricks.yml"), 1);

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** Of a key, or of the nearest one around it. */
  Place place(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Place known = places.get(at);
      if (known != null) {
        return known;
      }
    }
    return Place.UNKNOWN;
  }

  JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  private static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end < 0 ? "" : path.substring(0, end);
  }
}
