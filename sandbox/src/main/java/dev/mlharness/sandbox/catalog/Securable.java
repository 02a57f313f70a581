package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that privileges are granted on.
 *
 * @param name full name: one, two or three levels
 */
public record Securable(Type type, String name) {

  private static final String MODEL = Type.FUNCTION.name();

  /** What a securable can be. A registered model is a FUNCTION to Unity Catalog's grants API. */
  public enum Type {
    CATALOG,
    SCHEMA,
    TABLE,
    FUNCTION
  }

  static Securable catalog(String name) {
    return new Securable(Type.CATALOG, name);
  }

  /** A schema, {@code catalog.schema}. */
  public static Securable schema(String name) {
    return new Securable(Type.SCHEMA, name);
  }

  /** A table, by its three-level name. */
  public static Securable table(String name) {
    return new Securable(Type.TABLE, name);
  }

  /** A registered model, by its three-level name. */
  public static Securable model(String name) {
    return new Securable(Type.FUNCTION, name);
  }

  static Securable of(String type, String name) {
    String word = type.toUpperCase(Locale.ROOT);
    return new Securable(
        Stream.of(Type.values())
            .filter(known -> known.name().equals(word.equals("REGISTERED_MODEL") ? MODEL : word))
            .findFirst()
            .orElseThrow(() -> unknown(type)),
        name);
  }

  private static ApiException unknown(String type) {
    return ApiException.invalid(
        "'%s' is not a type of securable that the sandbox knows: %s, REGISTERED_MODEL."
            .formatted(
                type, Stream.of(Type.values()).map(Enum::name).collect(Collectors.joining(", "))));
  }

  /** This and what holds it, outermost last: privileges are inherited from all of them. */
  List<Securable> withHolders() {
    List<Securable> chain = new ArrayList<>(List.of(this));
    String[] levels = name.split("\\.", -1);
    if (levels.length == 3) {
      chain.add(schema(levels[0] + "." + levels[1]));
    }
    if (levels.length > 1) {
      chain.add(catalog(levels[0]));
    }
    return chain;
  }

  String id() {
    return type.name().toLowerCase(Locale.ROOT) + "/" + name;
  }
}
