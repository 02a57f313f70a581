package dev.mlharness.sandbox.seed;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a new sandbox starts with, in sections. Each part of the sandbox reads its own, and puts
 * what is not there yet: a seed never overwrites what was changed since.
 */
public final class Seed {

  private final JsonNode sections;
  private final JsonMapper json;

  Seed(JsonNode sections, JsonMapper json) {
    this.sections = sections;
    this.json = json;
  }

  /** The names of the sections it has. */
  public Set<String> names() {
    return Set.copyOf(sections.propertyNames());
  }

  /** A section read as {@code type} (an array of records, or a record); empty if it is absent. */
  public <T> Optional<T> section(String name, Class<T> type) {
    return sections.optional(name).map(section -> json.treeToValue(section, type));
  }
}
