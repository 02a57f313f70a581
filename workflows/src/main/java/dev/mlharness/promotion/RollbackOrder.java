package dev.mlharness.promotion;

import org.jspecify.annotations.Nullable;

/**
 * A person wants an earlier version back.
 *
 * @param to null: the champion before, or, while a promotion is under way, the one it replaces
 */
public record RollbackOrder(@Nullable String to, String by, @Nullable String comment) {

  Withdrawal withdrawal() {
    return new Withdrawal(by, comment);
  }

  String why() {
    return comment == null || comment.isBlank() ? "no reason given" : comment;
  }
}
