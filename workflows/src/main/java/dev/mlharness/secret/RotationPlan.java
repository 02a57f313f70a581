package dev.mlharness.secret;

import dev.mlharness.access.Access;
import java.time.Duration;
import java.util.List;

/**
 * What was found before a rotation, and what it will do. Ids only: no value of a secret is in here.
 *
 * @param secret its name in the worker's configuration
 * @param access where, and as whom secrets are made and revoked
 * @param principal application id of the service principal whose secret it is
 * @param store where the secret is kept, for people
 * @param overlap how long the former secret goes on working beside the new one
 * @param before ids of all secrets that the principal has: what comes later was made by the
 *     rotation
 * @param former ids of the secrets that the store holds, and that will be revoked
 */
public record RotationPlan(
    String secret,
    Access access,
    String principal,
    String store,
    Duration overlap,
    List<String> before,
    List<String> former) {
  public RotationPlan {
    before = List.copyOf(before);
    former = List.copyOf(former);
  }

  /** The secrets that stay, as the rotation does not know who uses them. */
  public List<String> others() {
    return before.stream().filter(id -> !former.contains(id)).toList();
  }
}
