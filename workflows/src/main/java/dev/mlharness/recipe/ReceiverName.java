package dev.mlharness.recipe;

import java.util.Locale;

/**
 * Who is told: a receiver of the worker's configuration. Its address and its keys stay there.
 *
 * @param kind of which it must be
 */
public record ReceiverName(Kind kind, String name) {

  /** By what a message goes out. */
  public enum Kind {
    SLACK,
    TEAMS,
    EMAIL,
    CLOUDEVENTS;

    /** As recipes and configuration spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
