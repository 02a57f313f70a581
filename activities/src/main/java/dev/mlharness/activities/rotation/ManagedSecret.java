package dev.mlharness.activities.rotation;

import dev.mlharness.access.Access;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a service principal that this worker rotates.
 *
 * @param access where, and as whom secrets are made and revoked
 * @param principal application id of the service principal whose secret it is
 * @param store where it is kept
 * @param overlap how long the former secret goes on working beside the new one
 * @param lifetime of a new secret, in whole seconds; null: as long as Databricks gives
 */
public record ManagedSecret(
    String name,
    Access access,
    String principal,
    StorePlace store,
    Duration overlap,
    @Nullable Duration lifetime) {
  public ManagedSecret {
    if (principal.isBlank()) {
      throw new IllegalArgumentException(
          "service-principal is blank; it is the application id of a service principal");
    }
    if (overlap.isNegative()) {
      throw new IllegalArgumentException("overlap " + overlap + " is less than none");
    }
    if (lifetime != null
        && (lifetime.compareTo(overlap) <= 0
            || !lifetime.equals(Duration.ofSeconds(lifetime.toSeconds())))) {
      throw new IllegalArgumentException(
          "lifetime is not longer than overlap; a new secret would expire while the former one is waited for");
    }
  }
}
