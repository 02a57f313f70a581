package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.promotion.Reign.Served;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback shall bring about.
 *
 * @param from the champion now; null: there is none
 * @param to the champion that is wanted; the same as {@code from}: only the endpoint is to be put
 *     back
 * @param endpoint where the model serves; null: nowhere
 * @param served what the endpoint served when {@code to} was champion; null: not known, then what
 *     serves now is asked to serve that version at the same size
 */
public record RollbackPlan(
    Access access,
    String model,
    @Nullable String from,
    String to,
    @Nullable String endpoint,
    @Nullable Served served,
    RollbackOrder order) {

  /** Whether only the endpoint is to be put back. */
  boolean endpointOnly() {
    return to.equals(from);
  }
}
