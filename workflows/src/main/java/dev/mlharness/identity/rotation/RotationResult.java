package dev.mlharness.identity.rotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a secret.
 *
 * @param fresh id of the secret that works now; null: another rotation was under way, and this one
 *     did nothing
 * @param revoked ids of the secrets that work no more
 * @param others ids of secrets of the same principal that were left alone
 */
public record RotationResult(
    String secret,
    @Nullable String principal,
    @Nullable String fresh,
    List<String> revoked,
    List<String> others) {
  public RotationResult {
    revoked = List.copyOf(revoked);
    others = List.copyOf(others);
  }

  static RotationResult nothing(String secret) {
    return new RotationResult(secret, null, null, List.of(), List.of());
  }
}
