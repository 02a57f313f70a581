package dev.mlharness.promotion;

import java.time.Instant;

/** Nothing of this scope is promoted until it is lifted. */
public record Freeze(Scope scope, String by, String comment, Instant since) {

  /** For people. */
  public String sentence() {
    return "%s is frozen by %s since %s: %s".formatted(scope.words(), by, since, comment);
  }
}
