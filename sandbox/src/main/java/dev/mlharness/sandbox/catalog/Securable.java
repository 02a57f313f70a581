package dev.mlharness.sandbox.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that privileges are granted on.
 *
 * @param name full name: one, two or three levels
 */
public record Securable(Type type, String name) {

  /** What a securable can be. A registered model is a FUNCTION to Unity Catalog's grants API. */
  public enum Type {
    CATALOG,
    SCHEMA,
    TABLE,
    FUNCTION
  }

  public static Securable schema(String name) {
    return new Securable(Type.SCHEMA, name);
  }

  public static Securable table(String name) {
    return new Securable(Type.TABLE, name);
  }

  public static Securable model(String name) {
    return new Securable(Type.FUNCTION, name);
  }

  static Securable of(String type, String name) {
    String word = type.toUpperCase(Locale.ROOT);
    return new Securable(
        word.equals("REGISTERED_MODEL") ? Type.FUNCTION : Type.valueOf(word), name);
  }

  /** This and what holds it, outermost last: privileges are inherited from all of them. */
  List<Securable> withHolders() {
    List<Securable> chain = new ArrayList<>(List.of(this));
    String[] levels = name.split("\\.", -1);
    if (levels.length == 3) {
      chain.add(schema(levels[0] + "." + levels[1]));
    }
    if (levels.length > 1) {
      chain.add(new Securable(Type.CATALOG, levels[0]));
    }
    return chain;
  }

  String id() {
    return type.name().toLowerCase(Locale.ROOT) + "/" + name;
  }
}
