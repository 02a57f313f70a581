package dev.mlharness.activities.rotation;

import java.util.Optional;

/** Named places for a short text. Each write replaces the whole text, or nothing. */
interface Slots {
  /** What is in a slot; empty if nothing is. */
  Optional<String> read(Slot slot);

  void write(Slot slot, String text);

  /** Empties a slot, which may be empty already. */
  void clear(Slot slot);

  /** The places. */
  enum Slot {
    /** What readers take: the secret's value and nothing else. */
    VALUE(""),
    /** The same as {@link #VALUE}, with its id. */
    CURRENT("current"),
    PENDING("pending"),
    PREVIOUS("previous");

    private final String suffix;

    Slot(String suffix) {
      this.suffix = suffix;
    }

    /** The name of the slot beside the name of what readers take. */
    String name(String base) {
      return suffix.isEmpty() ? base : base + "." + suffix;
    }
  }
}
