package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.activities.credentials.Perishable;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Temporary credentials of AWS. Neither prints nor serialises. */
final class AwsSession implements Perishable {
  private final AwsSessionCredentials credentials;
  private final String principal;
  private final Instant expiry;

  AwsSession(AwsSessionCredentials credentials, String principal, Instant expiry) {
    this.credentials = credentials;
    this.principal = principal;
    this.expiry = expiry;
  }

  /** For the SDK, which signs with them, and for nobody else. */
  AwsSessionCredentials reveal() {
    return credentials;
  }

  /** As whom it acts, in the words of CloudTrail. */
  String principal() {
    return principal;
  }

  @Override
  public Instant expiry() {
    return expiry;
  }

  @Override
  public String toString() {
    return "[AWS session until " + expiry + "]";
  }
}
