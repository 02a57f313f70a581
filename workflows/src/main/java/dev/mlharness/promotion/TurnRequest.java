package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline wants to promote. Asked again, it keeps its place.
 *
 * @param access as whom it will promote
 * @param pipeline its workflow id
 * @param token Temporal's id of its first execution: a later pipeline of the same workflow id is
 *     another one
 * @param version the candidate
 * @param endpoint null for batch
 * @param by who started it
 */
public record TurnRequest(
    Access access,
    String model,
    String pipeline,
    String token,
    String version,
    @Nullable String endpoint,
    @Nullable String by) {

  /** Whoever can write to the namespace can leave something out. */
  public TurnRequest {
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(version, "version");
  }

  public ModelKey key() {
    return new ModelKey(access.workspace(), model);
  }
}
