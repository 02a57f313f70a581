package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import java.util.regex.Pattern;

/** A three-level name, taken apart. */
record ModelName(String catalog, String schema, String name) {

  private static final Pattern LEVEL = Pattern.compile("[^./\\s]{1,255}");

  static ModelName of(String full) {
    String[] levels = full.split("\\.", -1);
    if (levels.length != 3) {
      throw ApiException.invalid(
          "'%s' is not a three-level name: catalog.schema.model.".formatted(full));
    }
    for (String level : levels) {
      if (!LEVEL.matcher(level).matches()) {
        throw ApiException.invalid("'%s' in '%s' is not a valid name.".formatted(level, full));
      }
    }
    return new ModelName(levels[0], levels[1], levels[2]);
  }

  String full() {
    return catalog + "." + schema + "." + name;
  }

  Securable schemaOf() {
    return Securable.schema(catalog + "." + schema);
  }
}
