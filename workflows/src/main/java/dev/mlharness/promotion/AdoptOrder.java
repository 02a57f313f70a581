package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person makes a model known that is in production already.
 *
 * @param access as whom the harness looks, and later rolls back
 * @param endpoint where it serves; null: nowhere, it is a batch model
 */
public record AdoptOrder(
    Access access, String version, @Nullable String endpoint, String by, @Nullable String comment) {

  /** Whoever can write to the namespace can leave something out. */
  public AdoptOrder {
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(by, "by");
  }
}
