package dev.mlharness.privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that privileges are held on.
 *
 * @param name full name: {@code catalog}, {@code catalog.schema}, {@code catalog.schema.table}, or
 *     the name of an endpoint
 */
public record Securable(Kind kind, String name) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_]+");

  /** What it is. */
  public enum Kind {
    CATALOG,
    SCHEMA,
    TABLE,
    /** A registered model, which is a function to the grants of Unity Catalog. */
    MODEL,
    /** A serving endpoint, which lies in no catalog. */
    ENDPOINT;

    /** As SQL and the grants API spell it. */
    public String word() {
      return this == MODEL ? "FUNCTION" : name();
    }
  }

  public static Securable table(String name) {
    return new Securable(Kind.TABLE, name);
  }

  public static Securable model(String name) {
    return new Securable(Kind.MODEL, name);
  }

  public static Securable endpoint(String name) {
    return new Securable(Kind.ENDPOINT, name);
  }

  /** This and what holds it, innermost first: privileges are inherited from all of them. */
  public List<Securable> levels() {
    List<Securable> levels = new ArrayList<>(List.of(this));
    if (kind == Kind.ENDPOINT) {
      return levels;
    }
    if (kind == Kind.TABLE || kind == Kind.MODEL) {
      levels.add(schema());
    }
    if (kind != Kind.CATALOG) {
      levels.add(new Securable(Kind.CATALOG, name.substring(0, name.indexOf('.'))));
    }
    return levels;
  }

  /** The schema of a table or a model. */
  public Securable schema() {
    return new Securable(Kind.SCHEMA, name.substring(0, name.lastIndexOf('.')));
  }

  /** Whether what is granted on {@code outer} counts here. */
  public boolean isWithin(Securable outer) {
    return levels().contains(outer);
  }

  /** As in {@code TABLE main.demo.churn}, with the quotes that SQL needs. */
  public String sql() {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("\\.", -1)) {
      parts.add(PLAIN.matcher(part).matches() ? part : quoted(part));
    }
    return kind.word() + " " + String.join(".", parts);
  }

  /** For people. */
  public String words() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
