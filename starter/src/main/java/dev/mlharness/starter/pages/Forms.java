package dev.mlharness.starter.pages;

import org.jspecify.annotations.Nullable;

/** What people typed into forms. */
final class Forms {
  private Forms() {}

  /** A field that was left empty says nothing. */
  static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
