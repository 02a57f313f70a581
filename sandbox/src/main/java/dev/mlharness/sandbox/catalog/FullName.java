package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import java.util.regex.Pattern;

/** A three-level name, taken apart. */
public record FullName(String catalog, String schema, String name) {

  private static final Pattern LEVEL = Pattern.compile("[^./\\s]{1,255}");

  /**
   * @throws ApiException if it has not three levels
   */
  public static FullName of(String full) {
    String[] levels = full.split("\\.", -1);
    if (levels.length != 3) {
      throw ApiException.invalid(
          "'%s' is not a three-level name: catalog.schema.name.".formatted(full));
    }
    for (String level : levels) {
      if (!LEVEL.matcher(level).matches()) {
        throw ApiException.invalid("'%s' in '%s' is not a valid name.".formatted(level, full));
      }
    }
    return new FullName(levels[0], levels[1], levels[2]);
  }

  String full() {
    return catalog + "." + schema + "." + name;
  }

  /** The schema that holds what is named. */
  public Securable schemaOf() {
    return Securable.schema(catalog + "." + schema);
  }
}
