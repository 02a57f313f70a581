package dev.mlharness.promotion;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person wants an earlier version back.
 *
 * @param to null: the champion before, or, while a promotion is under way, the one it replaces
 * @param instead the champion that shall be replaced: with another one nothing is done, and one
 *     that a promotion under way would have replaced is not enough; null: whichever it is
 */
public record RollbackOrder(
    @Nullable String to, String by, @Nullable String comment, @Nullable String instead) {

  /** Whoever can write to the namespace can leave something out. */
  public RollbackOrder {
    Objects.requireNonNull(by, "by");
  }

  public RollbackOrder(@Nullable String to, String by, @Nullable String comment) {
    this(to, by, comment, null);
  }

  Withdrawal withdrawal() {
    return new Withdrawal(by, comment);
  }

  String why() {
    return comment == null || comment.isBlank() ? "no reason given" : comment;
  }
}
