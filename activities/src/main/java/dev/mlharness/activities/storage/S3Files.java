package dev.mlharness.activities.storage;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudLocation.S3;
import dev.mlharness.activities.credentials.cloud.SessionName;
import dev.mlharness.activities.credentials.cloud.SessionPolicy;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.AwsIdentity;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists Amazon S3, in a session that may do nothing else. */
record S3Files(AwsSessions aws) {

  void list(Access access, S3 location, List<S3> together, Listing listing) {
    AwsIdentity identity = aws.identity(access);
    SessionPolicy policy = SessionPolicy.listing(identity.partition(), together);
    var builder =
        S3Client.builder()
            .crossRegionAccessEnabled(identity.endpoint() == null)
            // A stand-in is one address, not one a bucket.
            .forcePathStyle(identity.endpoint() != null);
    try (S3Client s3 = aws.client(builder, access, policy, SessionName.current())) {
      for (String prefix : SessionPolicy.prefixes(location)) {
        if (listing.isEmpty()) {
          s3.listObjectsV2Paginator(ask -> ask.bucket(location.bucket()).prefix(prefix))
              .contents()
              .forEach(found -> listing.add(file(found)));
        }
      }
    } catch (S3Exception e) {
      throw failure(location, identity, e);
    } catch (SdkClientException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "S3 cannot be reached for %s: %s. It is tried again."
              .formatted(location.uri(), e.getMessage()));
    }
  }

  private static StoredFile file(S3Object found) {
    return new StoredFile(found.key(), found.eTag().replace("\"", ""), found.size());
  }

  private static ApplicationFailure failure(S3 location, AwsIdentity identity, S3Exception e) {
    FailureType type =
        switch (e.statusCode()) {
          case 401, 403 -> FailureType.ACCESS_DENIED;
          case 404 -> FailureType.NOT_FOUND;
          default -> FailureType.UNAVAILABLE;
        };
    String mend =
        switch (type) {
          case ACCESS_DENIED ->
              "Allow role %s the action s3:ListBucket on arn:%s:s3:::%s, there and in the bucket's own policy."
                  .formatted(identity.roleArn(), identity.partition(), location.bucket());
          case NOT_FOUND -> "Mend the location under data.";
          default -> "It is tried again.";
        };
    return Failures.of(
        type,
        "S3 did not list %s: HTTP %d, %s. %s"
            .formatted(location.uri(), e.statusCode(), e.awsErrorDetails().errorMessage(), mend));
  }
}
