package dev.mlharness.activities.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.lineage.Tags;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest as tags of an MLflow run: JSON in pieces, {@code mlharness_manifest_0}, {@code _1}, …
 * Tags work wherever REST works and outlive Temporal's retention; an artifact would need access to
 * the cloud storage behind MLflow.
 */
public final class ManifestTags {
  private static final String PREFIX = Tags.MANIFEST + "_";
  static final String FIRST = PREFIX + 0;

  /** Databricks takes 5,000 bytes in the value of a tag. */
  private static final int MAX_BYTES = 4_000;

  private ManifestTags() {}

  static Map<String, String> split(Manifest manifest) {
    String json = write(manifest);
    Map<String, String> tags = new LinkedHashMap<>();
    for (int from = 0, piece = 0; from < json.length(); piece++) {
      int to = endOfPiece(json, from);
      tags.put(PREFIX + piece, json.substring(from, to));
      from = to;
    }
    return tags;
  }

  /**
   * The manifest as it was tagged; empty when there is none.
   *
   * @throws IllegalStateException when the pieces do not make a manifest
   */
  public static Optional<Manifest> join(Map<String, String> tags) {
    StringBuilder json = new StringBuilder();
    for (int piece = 0; tags.containsKey(PREFIX + piece); piece++) {
      json.append(tags.get(PREFIX + piece));
    }
    return json.isEmpty() ? Optional.empty() : Optional.of(read(json.toString()));
  }

  private static int endOfPiece(String json, int from) {
    int bytes = 0;
    int end = from;
    while (end < json.length()) {
      int point = json.codePointAt(end);
      bytes += utf8Length(point);
      if (bytes > MAX_BYTES) {
        break;
      }
      end += Character.charCount(point);
    }
    return end;
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private static String write(Manifest manifest) {
    try {
      return Payloads.mapper().writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Manifest read(String json) {
    try {
      return Payloads.mapper().readValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the tags "
              + PREFIX
              + "* of the MLflow run do not make a manifest: somebody changed them",
          e);
    }
  }
}
