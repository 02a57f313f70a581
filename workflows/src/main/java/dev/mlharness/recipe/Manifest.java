package dev.mlharness.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recipe with every reference pinned.
 *
 * @param digest lower-case hex SHA-256 of the canonical JSON (RFC 8785) of {@code recipe} and
 *     {@code pins}; everything that follows carries it
 */
public record Manifest(String digest, Recipe recipe, Pins pins) {

  /** What floating references stood for when the pipeline started. */
  public record Pins(@Nullable GitPin git, List<DataPin> data) {
    public Pins {
      data = List.copyOf(data);
    }
  }

  /**
   * @param commit full hash
   * @param author e-mail address of the commit's author, lower case; null when it cannot be read
   *     without a clone
   */
  public record GitPin(String url, String ref, String commit, @Nullable String author) {}

  /**
   * @param securable table or model name; for files, where they lie
   * @param version a number, as text; for files, the digest of their listing
   */
  public record DataPin(String name, Kind kind, String securable, String version) {
    public enum Kind {
      TABLE,
      MODEL,
      LOCATION
    }
  }
}
