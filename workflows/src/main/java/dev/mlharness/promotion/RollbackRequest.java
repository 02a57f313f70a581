package dev.mlharness.promotion;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message asks for an earlier champion.
 *
 * @param workspace null: the worker's default workspace
 * @param to which version, one that was champion before; null: the former champion
 * @param by what sent the message
 * @param comment why
 */
public record RollbackRequest(
    @Nullable String workspace,
    String model,
    @Nullable String to,
    String by,
    @Nullable String comment) {
  public RollbackRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(by, "by");
  }

  /**
   * @param champion that shall be replaced: the order is not for a later one
   */
  RollbackOrder order(@Nullable String champion) {
    return new RollbackOrder(to, by, comment, champion);
  }
}
