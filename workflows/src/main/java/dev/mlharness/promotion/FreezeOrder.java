package dev.mlharness.promotion;

import java.util.Objects;

/**
 * A person wants something frozen, or lifted.
 *
 * @param comment why
 */
public record FreezeOrder(Scope scope, String by, String comment) {

  /** Whoever can write to the namespace can leave something out. */
  public FreezeOrder {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(comment, "comment");
  }
}
