package dev.mlharness.promotion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message asks for an earlier champion.
 *
 * @param workspace null: the worker's default workspace
 * @param to which version, one that was champion before; null: the former champion, or the newest
 * @param newest whether, without {@code to}, the newest version that was ever champion is meant
 * @param by what sent the message
 * @param comment why
 */
public record RollbackRequest(
    @Nullable String workspace,
    String model,
    @Nullable String to,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean newest,
    String by,
    @Nullable String comment) {
  public RollbackRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(by, "by");
  }

  /**
   * @param version null: the former champion
   * @param champion that shall be replaced: the order is not for a later one
   */
  RollbackOrder order(@Nullable String version, @Nullable String champion) {
    return new RollbackOrder(version, by, comment, champion);
  }
}
