package dev.mlharness.sandbox.secrets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A secret as it is kept: its hash, never its value. */
record SecretRecord(
    String id, String servicePrincipalId, String secretHash, Instant created, Instant expires) {

  boolean validAt(Instant time) {
    return time.isBefore(expires);
  }

  /** The same secret, made or expiring at another time. */
  SecretRecord dated(@Nullable Instant otherCreated, @Nullable Instant otherExpires) {
    return new SecretRecord(
        id,
        servicePrincipalId,
        secretHash,
        otherCreated == null ? created : otherCreated,
        otherExpires == null ? expires : otherExpires);
  }
}
