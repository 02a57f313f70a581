package dev.mlharness.registry;

/** The aliases that the harness keeps. */
public enum Alias {
  /** The new version, from its registration until a decision. */
  CHALLENGER,
  /** The version that serves now. */
  CHAMPION,
  /** The version that was champion before. */
  PREVIOUS;

  /** As registries spell it. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
