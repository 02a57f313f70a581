package dev.mlharness.recipe;

import dev.mlharness.recipe.Manifest.Pins;

/** Makes manifests, and tells whether one is what it says. */
public final class Manifests {
  private Manifests() {}

  public static Manifest of(Recipe recipe, Pins pins) {
    return new Manifest(digest(recipe, pins), recipe, pins);
  }

  /** Whether the digest is that of the recipe and its pins. */
  public static boolean intact(Manifest manifest) {
    return manifest.digest().equals(digest(manifest.recipe(), manifest.pins()));
  }

  private static String digest(Recipe recipe, Pins pins) {
    return Digest.of(new Digested(recipe, pins));
  }

  private record Digested(Recipe recipe, Pins pins) {}
}
