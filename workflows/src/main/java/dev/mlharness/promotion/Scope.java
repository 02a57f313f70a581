package dev.mlharness.promotion;

import org.jspecify.annotations.Nullable;

/**
 * What a freeze is about: one model, one catalog, or, with neither, everything.
 *
 * @param workspace only there; null: in all
 */
public record Scope(@Nullable String workspace, @Nullable String catalog, @Nullable String model) {
  public Scope {
    if (catalog != null && model != null) {
      throw new IllegalArgumentException("a freeze is about a model or a catalog, not both");
    }
  }

  public static Scope of(ModelKey key) {
    return new Scope(key.workspace(), null, key.model());
  }

  public boolean covers(ModelKey key) {
    return (workspace == null || workspace.equals(key.workspace()))
        && (catalog == null || catalog.equals(key.catalog()))
        && (model == null || model.equals(key.model()));
  }

  /** For people. */
  public String words() {
    String what = model != null ? model : catalog != null ? "catalog " + catalog : "every model";
    return workspace == null ? what : what + " in workspace " + workspace;
  }
}
