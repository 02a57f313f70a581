package dev.mlharness.activities.workspace;

import java.util.regex.Pattern;

/**
 * A service account of Google Cloud that trusts this worker through a workload identity pool.
 *
 * @param provider of the pool, as in {@code
 *     projects/123456789/locations/global/workloadIdentityPools/harness/providers/idp}
 * @param serviceAccount its e-mail address
 * @param audience that the provider expects of this worker's token; by default the provider's own
 *     name
 */
public record GoogleIdentity(String provider, String serviceAccount, String audience) {
  private static final Pattern PROVIDER =
      Pattern.compile(
          "projects/\\d+/locations/global/workloadIdentityPools/[a-z0-9-]+/providers/[a-z0-9-]+");

  public GoogleIdentity {
    if (!PROVIDER.matcher(provider).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no provider of a workload identity pool, as in projects/123456789/locations/global/workloadIdentityPools/harness/providers/idp"
              .formatted(provider));
    }
    if (!serviceAccount.endsWith(".gserviceaccount.com")) {
      throw new IllegalArgumentException(
          "'%s' is no service account, as in trainer@project.iam.gserviceaccount.com"
              .formatted(serviceAccount));
    }
  }

  /** What Google calls the provider where tokens are exchanged. */
  public String resource() {
    return "//iam.googleapis.com/" + provider;
  }
}
